/// How commands become processes: launching, watching, signalling, journals, and the files that
/// output goes to. Start reading at [dev.queuectl.process.Launcher], then
/// [dev.queuectl.process.PosixLauncher] and [dev.queuectl.process.Wrapper]. Knows no store and no
/// worker; imports the vocabulary, `java.*`, JSpecify and SLF4J only.
@NullMarked
package dev.queuectl.process;

import org.jspecify.annotations.NullMarked;
