package dev.queuectl.cli.syntax;

import dev.queuectl.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual page of the program, in man(7), out of what picocli knows of the commands.
final class ManPage {
  private static final List<String[]> EXIT_STATUS =
      List.of(
          entry("0", "Success."),
          entry("1", "Failure: no such job, wrong state, the job waited for failed."),
          entry("2", "Wrong usage or invalid input."),
          entry("3", "The store cannot be used."),
          entry("70", "A bug in QueueCTL."));

  private static final List<String[]> ENVIRONMENT =
      List.of(
          entry(
              "QUEUECTL_DB",
              "The queue's database file or PostgreSQL address. Also: QUEUECTL_DB_PATH."),
          entry("QUEUECTL_JAVA", "The Java (25 or newer) that the launcher uses."),
          entry("QUEUECTL_LOG", "How much is logged to standard error: warn, info or debug."),
          entry("XDG_DATA_HOME", "Where the queue is kept by default."),
          entry("NO_COLOR", "No colours, if not empty."),
          entry(
              "QUEUECTL_PAGER",
              "Shows what is longer than the screen; else PAGER does, or less. cat, or an empty value: nothing does."));

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /// @param root with all commands
  static String of(CommandSpec root, String version) {
    var page = new ManPage();
    page.head(root, version);
    page.section("COMMANDS");
    root.subcommands().values().forEach(it -> page.command(it.getCommandSpec()));
    page.section("OPTIONS OF ALL COMMANDS");
    root.options().forEach(page::option);
    page.section("CONFIGURATION");
    for (var setting : Setting.values()) {
      page.item(
          bold(setting.key()), setting.meaning() + " (default: " + setting.defaultValue() + ")");
    }
    page.entries("EXIT STATUS", EXIT_STATUS);
    page.paragraph(
        "run, and wait for one job, exit with the job's own code: 128 + signal if it was killed, 124 if it timed out, 125 if it never started.");
    page.entries("ENVIRONMENT", ENVIRONMENT);
    return page.page.toString();
  }

  private static String[] entry(String name, String meaning) {
    return new String[] {name, meaning};
  }

  private void head(CommandSpec root, String version) {
    line(".TH QUEUECTL 1 \"\" \"queuectl %s\" \"User Commands\"".formatted(escaped(version)));
    section("NAME");
    line("queuectl \\- a durable job queue for shell commands");
    section("SYNOPSIS");
    line(".B queuectl");
    line("\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]");
    section("DESCRIPTION");
    Arrays.stream(root.usageMessage().description()).forEach(this::paragraph);
    examples(root);
  }

  private void command(CommandSpec command) {
    if (command.usageMessage().hidden()) {
      return;
    }
    line(".SS " + quoted(command.qualifiedName()));
    if (command.subcommands().isEmpty()) {
      line(".B " + escaped(command.qualifiedName()));
      line(synopsis(command));
    }
    Arrays.stream(command.usageMessage().description()).forEach(this::paragraph);
    command.positionalParameters().forEach(this::parameter);
    command.options().stream().filter(option -> !option.inherited()).forEach(this::option);
    examples(command);
    command.subcommands().values().forEach(it -> command(it.getCommandSpec()));
  }

  private static String synopsis(CommandSpec command) {
    var parameters = command.positionalParameters().stream().map(ManPage::place);
    return Stream.concat(Stream.of("[\\fIOPTIONS\\fR]"), parameters)
        .collect(Collectors.joining(" "));
  }

  private static String place(PositionalParamSpec parameter) {
    var label = italic(parameter.paramLabel()) + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() > 0 ? label : "[" + label + "]";
  }

  private void parameter(PositionalParamSpec parameter) {
    if (!parameter.hidden()) {
      item(italic(parameter.paramLabel()), String.join(" ", parameter.description()));
    }
  }

  private void option(OptionSpec option) {
    if (option.hidden()) {
      return;
    }
    var names = Arrays.stream(option.names()).map(ManPage::bold).collect(Collectors.joining(", "));
    var value = option.arity().max() == 0 ? "" : " " + italic(option.paramLabel());
    item(names + value, String.join(" ", option.description()));
  }

  private void examples(CommandSpec command) {
    var examples =
        Arrays.stream(command.usageMessage().footer()).filter(Examples::isExample).toList();
    if (examples.isEmpty()) {
      return;
    }
    line(".PP");
    line(".RS 2");
    line(".EX");
    examples.stream()
        .map(it -> it.substring(Examples.INDENT.length()))
        .map(ManPage::text)
        .forEach(this::line);
    line(".EE");
    line(".RE");
  }

  private void entries(String heading, List<String[]> entries) {
    section(heading);
    entries.forEach(entry -> item(bold(entry[0]), entry[1]));
  }

  private void section(String heading) {
    line(".SH " + quoted(heading));
  }

  /// A heading begins a paragraph, too.
  private void paragraph(String text) {
    var last = page.substring(page.lastIndexOf("\n", page.length() - 2) + 1);
    if (!last.startsWith(".S")) {
      line(".PP");
    }
    line(text(text));
  }

  private void item(String tag, String text) {
    line(".TP");
    line(tag);
    line(text(text));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private static String bold(String text) {
    return "\\fB" + escaped(text) + "\\fR";
  }

  private static String italic(String text) {
    return "\\fI" + escaped(text) + "\\fR";
  }

  private static String quoted(String text) {
    return '"' + escaped(text).replace("\"", "\\(dq") + '"';
  }

  /// A line that begins with a dot or an apostrophe would be a request.
  private static String text(String text) {
    var escaped = escaped(text);
    return escaped.startsWith(".") || escaped.startsWith("\\(aq") ? "\\&" + escaped : escaped;
  }

  /// groff_char(7): what is to stay ASCII, so that it can be copied into a shell.
  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }
}
