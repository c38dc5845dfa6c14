/// Output of jobs as HTML: lines, and the colours that ANSI sequences ask for. Start reading at
/// [dev.queuectl.web.page.output.OutputLines]. Nothing of it gets into a page unescaped.
@NullMarked
package dev.queuectl.web.page.output;

import org.jspecify.annotations.NullMarked;
