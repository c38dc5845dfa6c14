/// Pages about what all jobs do: what they have printed, which slot ran what. Start reading at
/// [dev.queuectl.web.page.activity.SearchPage]. Pure functions of what they show.
@NullMarked
package dev.queuectl.web.page.activity;

import org.jspecify.annotations.NullMarked;
