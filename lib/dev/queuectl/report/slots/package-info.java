/// Which slot of which worker ran what, and when. Start reading at
/// [dev.queuectl.report.slots.SlotHistory].
@NullMarked
package dev.queuectl.report.slots;

import org.jspecify.annotations.NullMarked;
