package dev.queuectl.cli.service;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file by which a service manager knows our service, and how to talk to that manager.
///
/// @param manager `systemd` or `launchd`
/// @param start the command that starts it now and from now on
/// @param stop the command that ends that
/// @param ask the command that shows it
record ServiceFile(Path path, String manager, String start, String stop, String ask) {
  private static final String MARK = "Written by queuectl service install";

  /// A comment that marks our files.
  static final String NOTICE = MARK + "; queuectl service uninstall removes it.";

  /// @throws QueueException.Invalid where there is no service manager that we know
  static ServiceFile of(ServiceOptions options, Console console) {
    if (console.platform().startsWith("Mac")) {
      return launchd(options, console);
    }
    if (console.platform().equals("Linux")) {
      return systemd(options, console);
    }
    throw new QueueException.Invalid(
        "services can only be installed for systemd and launchd, not on " + console.platform(),
        "Have the Task Scheduler run: queuectl worker start");
  }

  private static ServiceFile systemd(ServiceOptions options, Console console) {
    var unit = options.service() + ".service";
    var own = Path.of(console.env("XDG_CONFIG_HOME", console.home().resolve(".config").toString()));
    var folder =
        options.system ? Path.of("/etc/systemd/system") : own.resolve("systemd").resolve("user");
    var systemctl = options.system ? "systemctl" : "systemctl --user";
    return new ServiceFile(
        folder.resolve(unit),
        "systemd",
        "%1$s daemon-reload && %1$s enable --now %2$s".formatted(systemctl, unit),
        "%1$s disable --now %2$s".formatted(systemctl, unit),
        "%s status %s".formatted(systemctl, unit));
  }

  private static ServiceFile launchd(ServiceOptions options, Console console) {
    var label = LaunchdPlist.label(options.service());
    var folder =
        options.system
            ? Path.of("/Library/LaunchDaemons")
            : console.home().resolve("Library/LaunchAgents");
    var file = folder.resolve(label + ".plist");
    var domain = options.system ? "system" : "gui/$(id -u)";
    var quoted = ShellWords.quoted(List.of(file.toString()));
    return new ServiceFile(
        file,
        "launchd",
        "launchctl bootstrap %s %s".formatted(domain, quoted),
        "launchctl bootout %s/%s".formatted(domain, label),
        "launchctl print %s/%s".formatted(domain, label));
  }

  boolean exists() {
    return Files.exists(path);
  }

  boolean holds(String text) throws IOException {
    return exists() && Files.readString(path).equals(text);
  }

  boolean isOurs() throws IOException {
    return exists() && Files.readString(path).contains(MARK);
  }

  void write(String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
