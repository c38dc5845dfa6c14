package dev.queuectl.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Pager;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Program;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.install.InstallHint;
import dev.queuectl.cli.syntax.Aliases;
import dev.queuectl.cli.syntax.Arguments;
import dev.queuectl.cli.syntax.CommandGroups;
import dev.queuectl.cli.syntax.CommandNames;
import dev.queuectl.cli.syntax.CompleteCommand;
import dev.queuectl.cli.syntax.Completion;
import dev.queuectl.cli.syntax.Examples;
import dev.queuectl.cli.syntax.LiteralWords;
import dev.queuectl.cli.syntax.Paging;
import dev.queuectl.cli.syntax.UnknownCommand;
import dev.queuectl.process.posix.Utf8Process;
import io.micronaut.context.BeanContext;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/// The entry of the program.
public final class Main {
  private static final int WIDEST_HELP = 100;

  public static final Program PROGRAM =
      new Program() {
        @Override
        public int run(Console console, String... words) {
          return Main.run(console, words);
        }

        @Override
        public CommandSpec tree(Console console) {
          return Main.tree(console);
        }
      };

  private Main() {}

  public static void main(String[] args) {
    Utf8Process.ensure();
    var code = runTyped(begin(), args);
    // Java sets up its logging to note an exit, which takes longer than storing a job.
    if (code != 0 || !isAlone()) {
      System.exit(code);
    }
  }

  /// One run with the arguments of this process. On a terminal, what is too long for it is paged.
  static int runTyped(Console console, String... args) {
    if (!console.outTerminal()) {
      return run(console, args, Main::typed, _ -> {});
    }
    try (var pager = new Pager(console)) {
      var code = run(pager.console(), args, Main::typed, words -> page(words, pager));
      return pager.exitCode(code);
    }
  }

  private static void page(List<String> words, Pager pager) {
    if (Paging.isFor(words)) {
      pager.begin();
    }
  }

  private static String[] typed(String[] args) {
    if (!Utf8Process.isSafe()) {
      throw new QueueException.Invalid(
          "the locale C.UTF-8 is missing, and in this one Java would misread file names",
          "Set LC_ALL to a UTF-8 locale, or to C.");
    }
    return Arguments.typed(args);
  }

  /// Whether the process ends with this thread.
  private static boolean isAlone() {
    var threads = new Thread[Thread.activeCount() + 8];
    var count = Thread.enumerate(threads);
    for (var thread : Arrays.copyOf(threads, count)) {
      if (!thread.isDaemon() && thread != Thread.currentThread()) {
        return false;
      }
    }
    return true;
  }

  /// Sets up the process.
  static Console begin() {
    var console = Console.ofProcess();
    // What we print is to be the same for everybody, and to be read by scripts.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    // Before the first logger is made; our own errors are reported without a logger.
    var level = console.env().getOrDefault("QUEUECTL_LOG", "");
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level.isEmpty() ? "warn" : level);
    // Otherwise SLF4J looks for it in the jar, whose list of 11,000 files takes 10 ms to read.
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
    // What goes wrong with the dashboard is told by its own answers and errors; others would write
    // what strangers send into our log.
    System.setProperty("org.slf4j.simpleLogger.log.org.eclipse.jetty", "off");
    System.setProperty("org.slf4j.simpleLogger.log.io.javalin", "off");
    Preload.begin();
    return console;
  }

  /// One run of the program.
  ///
  /// @return the exit code
  public static int run(Console console, String... args) {
    return run(console, args, words -> words, _ -> {});
  }

  /// @param known gets the documented words before they are obeyed
  private static int run(
      Console console, String[] args, UnaryOperator<String[]> typed, Consumer<List<String>> known) {
    var options = new SharedOptions();
    var printer = new Printer(console, options);
    var failures = new Failures(printer, Aliases.options(List.of(args)).contains("--stacktrace"));
    try {
      var words = Aliases.documented(typed.apply(args));
      beginShellIfAlone(words, console);
      known.accept(words);
      var names = named(words);
      try (var beans = beans(names, console, options, printer)) {
        var code =
            commandLine(beans, console, printer, failures, names)
                .execute(words.toArray(String[]::new));
        if (InstallHint.isFor(System.getProperty("java.class.path"))
            && !names.contains("install")) {
          InstallHint.give(console, printer);
        }
        printer.flush();
        return code;
      }
    } catch (RuntimeException | Error e) {
      return failures.report(e);
    }
  }

  /// Every command with its options and arguments, for those who explain or complete them.
  public static CommandSpec tree(Console console) {
    var options = new SharedOptions();
    var printer = new Printer(console, options);
    var beans = beans(CommandNames.ALL, console, options, printer);
    var failures = new Failures(printer, false);
    return commandLine(beans, console, printer, failures, CommandNames.ALL).getCommandSpec();
  }

  private static Beans beans(
      List<String> names, Console console, SharedOptions options, Printer printer) {
    var given = Set.of(Console.class, SharedOptions.class, Printer.class, Program.class);
    var beans = new Beans(types(names), given);
    beans.registerSingleton(Console.class, console);
    beans.registerSingleton(SharedOptions.class, options);
    beans.registerSingleton(Printer.class, printer);
    beans.registerSingleton(Program.class, PROGRAM);
    beans.start();
    return beans;
  }

  private static Set<Class<?>> types(List<String> names) {
    var types = new HashSet<Class<?>>();
    types.add(RootCommand.class);
    names.forEach(name -> types.add(CommandTable.type(name)));
    return types;
  }

  private static CommandLine commandLine(
      BeanContext beans, Console console, Printer printer, Failures failures, List<String> names) {
    var root = CommandModel.commandLine(RootCommand.class, factory(beans));
    names.forEach(name -> add(root, name));
    LiteralWords.setUp(root);
    root.setOut(new PrintWriter(printer.out(), false, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(printer.err(), false, StandardCharsets.UTF_8));
    root.setUsageHelpWidth(Math.clamp(printer.terminal() ? console.width() : 80, 55, WIDEST_HELP));
    root.setColorScheme(
        CommandLine.Help.defaultColorScheme(printer.colours() ? Ansi.ON : Ansi.OFF));
    root.setParameterExceptionHandler(
        (e, args) -> failures.report(LiteralWords.blamed(e, List.of(args))));
    root.setExecutionExceptionHandler((e, _, _) -> failures.report(e));
    present(root);
    root.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST_HEADING, _ -> "");
    root.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, CommandGroups::render);
    showExamples(root);
    return root;
  }

  private static CommandLine.IFactory factory(BeanContext beans) {
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == List.class) {
          return type.cast(
              new ArrayList<>()); // what picocli would make, who looks for Groovy first
        }
        var bean = beans.findBean(type);
        return bean.isPresent() ? bean.get() : CommandLine.defaultFactory().create(type);
      }
    };
  }

  /// A person who types nothing but `queuectl` wants to be shown around.
  private static void beginShellIfAlone(List<String> words, Console console) {
    if (console.inTerminal()
        && console.outTerminal()
        && Aliases.wordAt(words, 0) < 0
        && words.stream().noneMatch(Set.of("-h", "--help")::contains)) {
      words.add("shell");
    }
  }

  /// The command that the words name, or all of them for help: what picocli learns of a command by
  /// reflection costs start-up time. A group comes before its commands.
  private static List<String> named(List<String> words) {
    var at = Aliases.wordAt(words, 0);
    if (at < 0 || words.get(at).equals("help")) {
      return CommandNames.ALL;
    }
    var name = words.get(at);
    var names = new ArrayList<String>();
    names.add(known(name, ""));
    if (name.equals("complete")) {
      names.addAll(Completion.named(CompleteCommand.typed(words)));
    }
    addBelow(name, words, at, names);
    return names;
  }

  /// The commands of a group that the words name: one, which may be a group itself, or all.
  private static void addBelow(String group, List<String> words, int at, List<String> names) {
    if (!CommandNames.isGroup(group)) {
      return;
    }
    var next = Aliases.wordAt(words, at + 1);
    if (next < 0) {
      CommandNames.ALL.stream().filter(sub -> sub.startsWith(group + " ")).forEach(names::add);
    } else {
      var name = known(words.get(next), group + " ");
      names.add(name);
      addBelow(name, words, next, names);
    }
  }

  private static String known(String name, String group) {
    if (CommandNames.has(group + name) && !name.contains(" ")) {
      return group + name;
    }
    throw UnknownCommand.of(name, group);
  }

  private static void add(CommandLine root, String name) {
    var words = List.of(name.split(" "));
    var parent = root;
    for (var group : words.subList(0, words.size() - 1)) {
      parent = Objects.requireNonNull(parent.getSubcommands().get(group));
    }
    parent.addSubcommand(
        words.getLast(), CommandModel.commandLine(CommandTable.type(name), root.getFactory()));
  }

  private static void showExamples(CommandLine command) {
    command.getHelpSectionMap().put(SECTION_KEY_FOOTER, Examples::render);
    command.getSubcommands().values().forEach(Main::showExamples);
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
