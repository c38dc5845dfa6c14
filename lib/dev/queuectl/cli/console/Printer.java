package dev.queuectl.cli.console;

import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import dev.queuectl.report.Printable;
import dev.queuectl.report.TerminalText;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where everything printed goes through: data to standard output, the rest to standard error.
@Singleton
public final class Printer {
  private final Console console;
  private final SharedOptions options;
  private final Output out;
  private final Output err;

  /// Of those on a terminal.
  private @Nullable JobOutput lastUsed;

  public Printer(Console console, SharedOptions options) {
    this.console = console;
    this.options = options;
    this.out = new Output(console.out());
    this.err = new Output(console.err());
  }

  public Output out() {
    return out;
  }

  public Output err() {
    return err;
  }

  /// A line of data.
  public void line(String text) {
    out.line(text);
  }

  /// A line of data that is a text for people: on a terminal it is broken between words, and what
  /// follows its first line is indented.
  public void sentence(String text, int indent) {
    if (console.outTerminal()) {
      TextWidth.filled(text, console.width(), indent).forEach(out::line);
    } else {
      out.line(text);
    }
  }

  public void sentence(String text) {
    sentence(text, 0);
  }

  /// A line of data that is no text, such as a command: on a terminal it is broken at its edge, and
  /// all of it is indented.
  public void wrapped(String text, int indent) {
    var width = Math.max(1, console.width() - indent);
    TextWidth.wrapped(Printable.line(text), width)
        .forEach(line -> out.line(" ".repeat(indent) + line));
  }

  /// Prints at once what was done. Where that fails, it was done all the same.
  ///
  /// @param done a sentence
  public void stored(String done, Runnable printing) {
    try {
      printing.run();
      out.flush();
    } catch (Output.Failed e) {
      throw e.although(done);
    }
  }

  /// A line for a person at a terminal only, on standard output.
  public void remark(String text) {
    if (console.outTerminal() && talkative()) {
      sentence(text);
    }
  }

  /// A sentence beside the data, on standard error; not printed with `--quiet` and `--json`.
  public void note(String text) {
    if (talkative()) {
      complain(text);
    }
  }

  /// An error, on standard error, below what a job has printed.
  public void complain(String text) {
    out.flush();
    if (lastUsed != null && console.errTerminal() && lastUsed.isLineOpen()) {
      err.line("");
    }
    lastUsed = null;
    err.line(toErrors("queuectl: " + Printable.line(text)));
    err.flush();
  }

  /// The text as standard error shows it: on a terminal, lines that are broken between words.
  String toErrors(String text) {
    return console.errTerminal()
        ? String.join("\n", TextWidth.filled(text, console.width(), 0))
        : text;
  }

  public boolean talkative() {
    return !options.quiet && !options.machine();
  }

  public boolean json() {
    return options.machine();
  }

  public JsonOut json(boolean list) {
    return new JsonOut(out, list && !options.jsonl);
  }

  /// One JSON object on a line.
  public void object(Consumer<JsonOut> fields) {
    try (var json = json(false)) {
      json.object(() -> fields.accept(json));
    }
  }

  /// An array of JSON objects; their lines alone with `--jsonl`.
  public <T> void objects(Iterable<T> all, BiConsumer<JsonOut, T> fields) {
    try (var json = json(true)) {
      all.forEach(each -> json.object(() -> fields.accept(json, each)));
    }
  }

  /// What a command has done: a sentence, or one JSON object.
  public void result(String sentence, Consumer<JsonOut> fields) {
    if (json()) {
      object(fields);
    } else {
      sentence(Printable.line(sentence));
    }
  }

  /// The text in that style, if colours are wanted.
  public String styled(Style style, String text) {
    return colours() ? style.of(text) : text;
  }

  public boolean colours() {
    return console.outTerminal() && areColoursWanted();
  }

  private boolean areColoursWanted() {
    return !options.noColor && console.env("NO_COLOR", "").isEmpty() && !isDumb();
  }

  private boolean isDumb() {
    return console.env("TERM", "").equals("dumb");
  }

  /// Standard output for what a job has printed.
  ///
  /// @param raw byte for byte even on a terminal
  public JobOutput jobOutput(boolean raw) {
    return jobOutput(out, console.outTerminal(), raw);
  }

  /// Standard error for the same.
  public JobOutput jobErrors(boolean raw) {
    return jobOutput(err, console.errTerminal(), raw);
  }

  private JobOutput jobOutput(Output to, boolean terminal, boolean raw) {
    return terminal
        ? new JobOutput(
            to,
            raw ? null : new TerminalText(areColoursWanted(), !isDumb()),
            used -> lastUsed = used)
        : new JobOutput(to, null, _ -> {});
  }

  /// How wide a table may be: the terminal's width, or without limit where programs read it.
  int width() {
    return console.outTerminal() ? console.width() : Integer.MAX_VALUE;
  }

  /// Stands for what was left out of a text.
  String ellipsis() {
    return Glyphs.of(console).ellipsis();
  }

  public boolean terminal() {
    return console.outTerminal();
  }

  /// How far something long has come, on a terminal.
  public Progress progress(String verb, long total) {
    var visible = console.errTerminal() && talkative();
    return new Progress(err, visible, console.clock(), verb, total);
  }

  public void flush() {
    out.flush();
    err.flush();
  }
}
