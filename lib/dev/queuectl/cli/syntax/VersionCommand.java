package dev.queuectl.cli.syntax;

import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `version`
@Prototype
@Command(
    name = "version",
    description = {"Print the version.", "Also: --version."},
    footer = "  queuectl version")
public final class VersionCommand implements Callable<Integer> {
  /// As in pom.xml; a test compares them. (Run from source by JBang, there is no manifest to ask.)
  public static final String VERSION = "0.1.0";

  private final Printer printer;

  VersionCommand(Printer printer) {
    this.printer = printer;
  }

  @Override
  public Integer call() {
    printer.result("queuectl " + VERSION, json -> json.field("version", VERSION));
    return 0;
  }
}
