/// Puts this program, however it was started, where a shell finds it, and takes it away again.
/// Start reading at [dev.queuectl.cli.install.InstallCommand];
/// [dev.queuectl.cli.install.Installation] is what happens, step by step. Touches no queue.
@NullMarked
package dev.queuectl.cli.install;

import org.jspecify.annotations.NullMarked;
