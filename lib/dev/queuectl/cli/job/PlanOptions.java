package dev.queuectl.cli.job;

import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When and how a job runs: options for new jobs, and later for waiting ones. The words are checked
/// by [JobDraft], as those of JSON are.
final class PlanOptions {
  @Option(
      names = {"-q", "--queue"},
      paramLabel = "NAME",
      description = "The queue to put it in (default: default).")
  @Nullable String queue;

  @Option(
      names = {"-p", "--priority"},
      paramLabel = "N",
      description = "Higher numbers run first; may be negative.")
  @Nullable String priority;

  @Option(
      names = "--delay",
      paramLabel = "DURATION",
      description = "Wait this long before running it: 90, 90s, 10m, 2h30m, 1d.")
  @Nullable String delay;

  @Option(
      names = "--run-at",
      paramLabel = "TIME",
      description =
          "Do not run it before: 2026-01-31T09:00:00Z, \"2026-01-31 09:00\", +5m, 09:00 (the "
              + "next), \"tomorrow 09:00\". A time in the past means now.")
  @Nullable String runAt;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "DURATION",
      description = "How long one attempt may run; 0 means no limit.")
  @Nullable String timeout;

  @Option(
      names = {"-r", "--max-retries", "--retries", "--max-attempts"},
      paramLabel = "N",
      description =
          "How many attempts a failing job gets in all: 3 means three; 0 and 1 both mean one. "
              + "(All these names mean the same.)")
  @Nullable String maxRetries;

  @Option(
      names = "--backoff",
      paramLabel = "KIND",
      description = "How the wait between attempts grows: exponential, linear or fixed.")
  @Nullable String backoff;

  @Option(
      names = {"--backoff-base", "--base-backoff"},
      paramLabel = "SECONDS",
      description = "The first wait before a retry; at least 1.")
  @Nullable String backoffBase;

  @Option(
      names = "--backoff-max",
      paramLabel = "DURATION",
      description = "The longest wait before a retry.")
  @Nullable String backoffMax;

  /// Adds what was given.
  void describe(JobDraft draft) {
    draft
        .putIfGiven(JobField.QUEUE, queue)
        .putIfGiven(JobField.PRIORITY, priority)
        .putIfGiven(JobField.DELAY, delay)
        .putIfGiven(JobField.RUN_AT, runAt)
        .putIfGiven(JobField.TIMEOUT, timeout)
        .putIfGiven(JobField.MAX_RETRIES, maxRetries)
        .putIfGiven(JobField.BACKOFF, backoff)
        .putIfGiven(JobField.BACKOFF_BASE, backoffBase)
        .putIfGiven(JobField.BACKOFF_MAX, backoffMax);
  }
}
