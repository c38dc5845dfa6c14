/// Queues on pages: the page that lists them, a page at a time, and the few that the overview
/// shows. Pure functions, as all pages.
@NullMarked
package dev.queuectl.web.page.queue;

import org.jspecify.annotations.NullMarked;
