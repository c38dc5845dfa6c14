package dev.queuectl.cli.install;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.ThisProgram;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.install.Installation.Installed;
import dev.queuectl.cli.syntax.VersionCommand;
import dev.queuectl.process.posix.Platform;
import io.micronaut.context.annotation.Prototype;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `install`
@Prototype
@Command(
    name = "install",
    description = {
      "Install this program for you: below ~/.local, as the command queuectl, prepared to start "
          + "fast, with completion for your shell and the manual page.",
      "Does nothing if that version is installed. Your queue is not touched, neither now nor by "
          + "--uninstall."
    },
    footer = {
      "  queuectl install",
      "  sudo queuectl install --system",
      "  queuectl install --upgrade queuectl.jar",
      "  queuectl install --uninstall"
    })
public final class InstallCommand implements Callable<Integer> {
  private static final Path SYSTEM = Path.of("/usr/local");

  @Option(names = "--system", description = "For everybody, below /usr/local. Needs root.")
  boolean system;

  @Option(names = "--user", description = "For the user alone, even if that is root.")
  boolean user;

  @Option(names = "--uninstall", description = "Remove what was installed, and no other file.")
  boolean uninstall;

  @Option(
      names = "--upgrade",
      paramLabel = "FILE|URL",
      description = "Install the queuectl.jar of another version, older ones too.")
  @Nullable String upgrade;

  @Option(
      names = "--sha256",
      paramLabel = "DIGITS",
      description = "What the checksum of that jar must be. A URL needs it.")
  @Nullable String sha256;

  private final Console console;
  private final Printer printer;

  InstallCommand(Console console, Printer printer) {
    this.console = console;
    this.printer = printer;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    var places = system ? InstallPlaces.system(SYSTEM) : InstallPlaces.ofUser(console);
    try {
      if (uninstall) {
        remove(places);
        return 0;
      }
      if (upgrade != null) {
        return upgrade(new NewerProgram(upgrade, sha256), places);
      }
      var work = new Installation(places, ProgramFiles.ofThisProcess(), _ -> {});
      tell(work.install(VersionCommand.VERSION), places);
      return 0;
    } catch (IOException e) {
      throw new QueueException.WrongState(
          reason(e) + "; " + stillThere(),
          system && e instanceof AccessDeniedException
              ? "Run it as root."
              : "Mend that, and try again.");
    }
  }

  /// After a failure on the way.
  private String stillThere() {
    if (uninstall) {
      return "the rest is still there";
    }
    return upgrade == null ? "what was installed before still works" : "nothing was changed";
  }

  private void checkOptions() {
    if (!Platform.POSIX) {
      throw new QueueException.Invalid(
          "there is no installer for Windows", "Use JBang, or java -jar queuectl.jar.");
    }
    if (system && user) {
      throw new QueueException.Invalid("--system and --user exclude each other", "");
    }
    if (uninstall && upgrade != null) {
      throw new QueueException.Invalid("--uninstall and --upgrade exclude each other", "");
    }
    if (sha256 != null && upgrade == null) {
      throw new QueueException.Invalid("--sha256 belongs to --upgrade", "");
    }
    if (!system && !user && System.getProperty("user.name").equals("root")) {
      throw new QueueException.Invalid(
          "you are root, and this would install it for root alone; nothing was changed",
          "For everybody: --system. For root alone: --user.");
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied ->
          denied.getFile() + " cannot be written: permission denied";
      case FileSystemException file ->
          file.getFile()
              + " cannot be written: "
              + Objects.requireNonNullElse(file.getReason(), file.getClass().getSimpleName());
      default -> String.valueOf(e.getMessage());
    };
  }

  /// The newer one knows best what it needs.
  private int upgrade(NewerProgram newer, InstallPlaces places) throws IOException {
    Files.createDirectories(places.versions());
    var jar = Files.createTempFile(places.versions(), ".fetched-", ".jar");
    try {
      newer.fetchTo(jar);
      var words =
          ThisProgram.command(jar.toString(), List.of("install", system ? "--system" : "--user"));
      printer.flush();
      return new ProcessBuilder(words).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    } finally {
      Files.deleteIfExists(jar);
    }
  }

  private void tell(Installed done, InstallPlaces places) {
    if (printer.json()) {
      printer.object(
          json -> {
            json.field("version", VersionCommand.VERSION);
            json.field("installed", !done.already());
            json.field("program", done.folder().toString());
            json.field("command", places.link().toString());
            json.list("written", done.written().stream().map(Path::toString).toList());
            json.list("kept", done.kept().stream().map(Path::toString).toList());
          });
      return;
    }
    printer.line(
        done.already()
            ? "queuectl %s is installed already: %s"
                .formatted(VersionCommand.VERSION, places.link())
            : "Installed queuectl %s: %s".formatted(VersionCommand.VERSION, places.link()));
    printer.line("  program     " + done.folder());
    done.written().forEach(it -> printer.line("  also        " + it));
    printer.line(
        "Undo it with: queuectl install --uninstall"
            + (system ? " --system" : user ? " --user" : ""));
    done.kept().forEach(it -> printer.note(it + " is there already and stays as it is."));
    notePath(places.link());
  }

  private void notePath(Path link) {
    var folder = String.valueOf(link.getParent());
    var first =
        Arrays.stream(console.env("PATH", "").split(File.pathSeparator))
            .map(it -> Path.of(it, "queuectl"))
            .filter(Files::isExecutable)
            .findFirst();
    if (first.isEmpty()) {
      printer.note(
          "%s is not on your PATH. Add it, and log in again: echo 'export PATH=\"%s:$PATH\"' >> ~/.profile"
              .formatted(folder, folder));
    } else if (!first.get().equals(link)) {
      printer.note(first.get() + " comes first on your PATH, and is what queuectl means.");
    }
  }

  private void remove(InstallPlaces places) throws IOException {
    var removed = new Uninstallation(places).uninstall();
    if (printer.json()) {
      printer.object(json -> json.list("removed", removed.stream().map(Path::toString).toList()));
      return;
    }
    if (removed.isEmpty()) {
      printer.line("Nothing is installed: there is no " + places.link() + " of ours.");
    }
    removed.forEach(it -> printer.line("Removed " + it + "."));
    if (Files.isDirectory(places.versions())) {
      printer.line("Your files in " + places.versions() + " stay.");
    }
  }
}
