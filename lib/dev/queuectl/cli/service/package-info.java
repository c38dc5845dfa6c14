/// Writes the unit or agent with which systemd or launchd starts a worker. Start reading at
/// [dev.queuectl.cli.service.ServiceInstallCommand]. Calls no service manager.
@NullMarked
package dev.queuectl.cli.service;

import org.jspecify.annotations.NullMarked;
