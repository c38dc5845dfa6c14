package dev.queuectl.cli;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import io.micronaut.configuration.picocli.MicronautFactory;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// The entry of the program.
public final class Main {
  private static final int WIDEST_HELP = 100;

  private Main() {}

  public static void main(String[] args) {
    var console = Console.ofProcess();
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    // Before the first logger is made; our own errors are told without a logger.
    System.setProperty(
        "org.slf4j.simpleLogger.defaultLogLevel", console.env("QUEUECTL_LOG", "warn"));
    // The driver complains when another run has just deleted the same old copy of its library.
    System.setProperty("org.slf4j.simpleLogger.log.org.sqlite.SQLiteJDBCLoader", "off");
    System.exit(run(console, args, Arguments::typed));
  }

  /// One run of the program.
  ///
  /// @return the exit code
  public static int run(Console console, String... args) {
    return run(console, args, words -> words);
  }

  private static int run(Console console, String[] args, UnaryOperator<String[]> typed) {
    try (var context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .enableDefaultPropertySources(false)
            .environmentPropertySource(false)
            .bootstrapEnvironment(false)
            .banner(false)
            .build()) {
      context.registerSingleton(Console.class, console).start();
      var printer = context.getBean(Printer.class);
      var failures = new Failures(printer, List.of(args).contains("--stacktrace"));
      try {
        var code =
            execute(context, console, printer, failures, Spelling.documented(typed.apply(args)));
        printer.flush();
        return code;
      } catch (RuntimeException | Error e) {
        return failures.report(e);
      }
    }
  }

  private static int execute(
      ApplicationContext context,
      Console console,
      Printer printer,
      Failures failures,
      List<String> words) {
    var root = new CommandLine(RootCommand.class, new MicronautFactory(context));
    register(root, words);
    root.setOut(new PrintWriter(printer.out(), false, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(printer.err(), false, StandardCharsets.UTF_8));
    root.setUsageHelpWidth(Math.clamp(printer.terminal() ? console.width() : 80, 55, WIDEST_HELP));
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(printer.colours() ? Ansi.ON : Ansi.OFF));
    root.setParameterExceptionHandler((e, _) -> failures.report(e));
    root.setExecutionExceptionHandler((e, _, _) -> failures.report(e));
    present(root);
    return root.execute(words.toArray(String[]::new));
  }

  /// Adds the command that the words name, or all of them for help: what picocli learns of a
  /// command by reflection costs start-up time.
  private static void register(CommandLine root, List<String> words) {
    var at = Spelling.wordAt(words, 0);
    if (at < 0 || words.get(at).equals("help")) {
      CommandTable.NAMES.forEach(name -> add(root, name));
      return;
    }
    var name = words.get(at);
    add(root, known(name, ""));
    if (CommandTable.isGroup(name)) {
      var next = Spelling.wordAt(words, at + 1);
      if (next < 0) {
        CommandTable.NAMES.stream()
            .filter(sub -> sub.startsWith(name + " "))
            .forEach(sub -> add(root, sub));
      } else {
        add(root, known(words.get(next), name + " "));
      }
    }
  }

  private static String known(String name, String group) {
    if (CommandTable.has(group + name) && !name.contains(" ")) {
      return group + name;
    }
    var names = new ArrayList<String>();
    CommandTable.NAMES.stream()
        .filter(other -> other.startsWith(group))
        .forEach(other -> names.add(other.substring(group.length())));
    var near =
        Words.nearest(name, names).or(() -> Words.nearest(name, Spelling.aliases(group.strip())));
    throw new QueueException.Invalid(
        "there is no command \"" + group + name + "\"",
        near.map(word -> "Did you mean " + group + word + "? ").orElse("") + "See queuectl help.");
  }

  private static void add(CommandLine root, String name) {
    var space = name.indexOf(' ');
    var parent = space < 0 ? root : root.getSubcommands().get(name.substring(0, space));
    Objects.requireNonNull(parent)
        .addSubcommand(
            name.substring(space + 1), new CommandLine(CommandTable.type(name), root.getFactory()));
  }

  private static void present(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .footerHeading("%nExamples:%n");
    command.getSubcommands().values().forEach(Main::present);
  }
}
