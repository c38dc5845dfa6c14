package dev.queuectl.cli.console;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command understands, before or after its name.
@Singleton
public final class SharedOptions {
  @Option(
      names = "--db",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The queue's database: a file, or a server, postgresql://USER@HOST/DATABASE (default: "
              + "QUEUECTL_DB, the nearest .queuectl/ directory, looking upward, or your data "
              + "directory).")
  @Nullable
  public String db;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON: one object, or one array for a list.")
  public boolean json;

  @Option(
      names = "--jsonl",
      scope = ScopeType.INHERIT,
      description = "Print JSON, one object per line.")
  public boolean jsonl;

  @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Print only data and errors.")
  public boolean quiet;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours (or set NO_COLOR).")
  public boolean noColor;

  // Seen before the options are read, by Paging.
  @Option(
      names = "--no-pager",
      scope = ScopeType.INHERIT,
      description = "Print at once what is longer than the screen (or set QUEUECTL_PAGER=cat).")
  boolean noPager;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Also print the stack trace of an error.")
  public boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain the command.")
  boolean help;

  /// Whether programs read what we print.
  boolean machine() {
    return json || jsonl;
  }
}
