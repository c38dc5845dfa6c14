/// What all pages are made of: the frame around them, dates, addresses, keys, and text from
/// outside, which only [dev.queuectl.web.page.part.Stored] puts into a page. Start reading at
/// [dev.queuectl.web.page.part.Layout]. Knows no page.
@NullMarked
package dev.queuectl.web.page.part;

import org.jspecify.annotations.NullMarked;
