/// How commands become processes: launching, watching, ending and adopting. Start reading at
/// [dev.queuectl.process.launch.Launcher], then [dev.queuectl.process.launch.PosixLauncher] and
/// [dev.queuectl.process.launch.Wrapper]. Knows no store and no worker.
@NullMarked
package dev.queuectl.process.launch;

import org.jspecify.annotations.NullMarked;
