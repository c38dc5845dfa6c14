/// How commands become processes: launching, watching, ending and adopting. Start reading at
/// [dev.queuectl.process.launch.Launcher], then [dev.queuectl.process.launch.PosixLauncher]. On
/// Linux a thread of the watcher pool takes a launch to a slot's shell (`SlotLauncher`,
/// `SlotShell`), which reads the text of `SlotScript`; what cannot run there gets a shell of its
/// own ([dev.queuectl.process.launch.Wrapper]). Knows no store and no worker.
@NullMarked
package dev.queuectl.process.launch;

import org.jspecify.annotations.NullMarked;
