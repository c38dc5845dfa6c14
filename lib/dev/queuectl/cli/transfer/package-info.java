/// What comes from and goes to other programs: export and import, other queues' lists, and reports
/// for CI. Start reading at [dev.queuectl.cli.transfer.ExportCommand].
@NullMarked
package dev.queuectl.cli.transfer;

import org.jspecify.annotations.NullMarked;
