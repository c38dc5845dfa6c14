/// What every request is answered with: what was asked, who asks and with which right, the actions
/// on jobs, and the trail of what was done. Start reading at [dev.queuectl.web.request.Section] and
/// [dev.queuectl.web.request.DashboardContext]. Draws no page and knows no address of one.
@NullMarked
package dev.queuectl.web.request;

import org.jspecify.annotations.NullMarked;
