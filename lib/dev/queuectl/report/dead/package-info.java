/// What is shown of the dead letter queue by what its jobs died of. Start reading at
/// [dev.queuectl.report.dead.DeadGroupJson].
@NullMarked
package dev.queuectl.report.dead;

import org.jspecify.annotations.NullMarked;
