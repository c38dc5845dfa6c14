package dev.queuectl.cli.service;

import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.ThisProgram;
import dev.queuectl.cli.worker.Slots;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `service install`
@Prototype
@Command(
    name = "install",
    description = {
      "Write the file with which systemd or launchd (macOS, untested) runs a worker of this "
          + "queue from login or boot on, and say how to start it.",
      "Jobs survive a worker that is killed; the next worker takes them over. The file "
          + "explains more."
    },
    footer = {
      "  queuectl service install --count 4",
      "  queuectl service install --name mail --queue mail --print",
      "  sudo queuectl --db /srv/q.db service install --system --account ops"
    })
public final class ServiceInstallCommand implements Callable<Integer> {
  private static final List<String> NEEDED =
      List.of("PATH", "JAVA_HOME", "QUEUECTL_JAVA", "LANG", "LC_ALL");

  @Mixin ServiceOptions which = new ServiceOptions();

  @Option(
      names = {"--count", "--workers", "-n", "-c", "-j", "-w"},
      paramLabel = "N",
      description = "How many jobs at a time (default: the configured worker_count).")
  @Nullable String count;

  @Option(
      names = "--queue",
      paramLabel = "NAME",
      split = ",",
      description = "Only jobs of this queue; may be repeated (default: all).")
  List<String> queues = List.of();

  @Option(
      names = "--account",
      paramLabel = "USER",
      description = "With --system: the user it runs as (default: the caller, also with sudo).")
  @Nullable String account;

  @Option(
      names = {"--print", "--dry-run"},
      description = "Just print the file.")
  boolean print;

  @Option(names = "--force", description = "Replace a file with different content.")
  boolean force;

  private final CommandContext context;

  ServiceInstallCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    if (account != null && !which.system) {
      throw new QueueException.Invalid("--account needs --system", "Your own service runs as you.");
    }
    var file = ServiceFile.of(which, context.console());
    var text = text(file);
    if (print) {
      context.printer().out().text(text);
      return 0;
    }
    var isNew = install(file, text);
    context.printer().line(isNew ? "Wrote " + file.path() + "." : file.path() + " exists already.");
    context.printer().line("Start it now and from now on: " + file.start());
    noteLogout(file);
    return 0;
  }

  private String text(ServiceFile file) {
    var plan = plan();
    return file.manager().equals("systemd")
        ? SystemdUnit.text(plan, which.system)
        : LaunchdPlist.text(plan, which.service());
  }

  private ServicePlan plan() {
    var place = context.access().place();
    var arguments = new ArrayList<>(List.of("--db", place.address(), "worker", "start"));
    if (count != null) {
      arguments.addAll(List.of("--count", Integer.toString(Slots.parse("--count", count))));
    }
    for (var queue : queues) {
      NewJob.checkQueue(queue);
      arguments.addAll(List.of("--queue", queue));
    }
    return new ServicePlan(
        ThisProgram.installed(),
        arguments,
        place.address(),
        place.home(),
        which.system ? account() : "",
        env());
  }

  private String account() {
    return account != null
        ? account
        : context.console().env("SUDO_USER", System.getProperty("user.name"));
  }

  /// Service managers give programs next to nothing of it.
  private Map<String, String> env() {
    var env = new LinkedHashMap<String, String>();
    for (var name : NEEDED) {
      var value = context.console().env(name, "");
      if (!value.isEmpty()) {
        env.put(name, value);
      }
    }
    return env;
  }

  private boolean install(ServiceFile file, String text) throws IOException {
    if (file.holds(text)) {
      return false;
    }
    if (file.exists() && !force) {
      throw new QueueException.WrongState(
          file.path() + " exists already with different content; nothing was written",
          "Compare it with --print, replace it with --force, or choose another --name.");
    }
    try {
      file.write(text);
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the file %s cannot be written: %s".formatted(file.path(), e),
          which.system ? "Run this as root." : "");
    }
    return true;
  }

  private void noteLogout(ServiceFile file) {
    var user = System.getProperty("user.name");
    var lingers = Files.exists(Path.of("/var/lib/systemd/linger", user));
    if (file.manager().equals("systemd") && !which.system && !lingers) {
      context
          .printer()
          .line(
              "Until you run this, it stops when you log out and does not start at boot: loginctl "
                  + "enable-linger "
                  + user);
    }
  }
}
