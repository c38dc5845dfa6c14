package dev.queuectl.chaos;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.chaos.Verdict.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Collectors;

/// Judges a trial: compares what the store says of each job with what the job itself wrote.
record Audit(Site site, Marks marks, Verdict verdict) {

  static Verdict of(Site site) throws IOException, SQLException {
    var audit = new Audit(site, site.marks(), new Verdict());
    site.jobs().values().forEach(audit::judge);
    site.complaints().forEach(what -> audit.verdict.count(Fault.WRONG_STATE, what));
    audit.judgeStore();
    audit.verdict.countTrial(site.jobCount(), site.faults(), site.standstills());
    return audit.verdict;
  }

  private void judge(SampleJob expected) {
    var id = expected.id();
    if (marks.ranConcurrently(id)) {
      verdict.count(Fault.CONCURRENT, id + " " + marks.of(id));
    }
    var starts = marks.of(id).size();
    if (starts > expected.executions() && site.isExcused(id)) {
      verdict.countRanAgain();
    } else if (starts > expected.executions()) {
      verdict.count(Fault.STARTED_TWICE, id + " " + marks.of(id) + attempts(id));
    }
    site.find(id)
        .ifPresentOrElse(
            job -> judge(expected, job), () -> verdict.count(Fault.LOST, id + " is not stored"));
  }

  private void judge(SampleJob expected, Job job) {
    var id = expected.id();
    if (!job.state().isFinal()) {
      verdict.count(Fault.LOST, id + " is still " + job.state().word() + attempts(id));
    } else if (site.isExcused(id) && wasKilled(job)) {
      return; // its processes were killed, and the store says so
    } else if (marks.of(id).stream().noneMatch(Marks.Execution::complete)) {
      verdict.count(Fault.LOST, id + " never came to its end" + attempts(id));
    } else {
      judgeEnd(expected, job);
    }
  }

  private static boolean wasKilled(Job job) {
    var code = job.exitCode();
    return job.state() == JobState.DEAD && code != null && code == 128 + Processes.KILL;
  }

  private void judgeEnd(SampleJob expected, Job job) {
    var id = expected.id();
    if (job.state() != expected.finalState()
        || job.lastAttempt() != job.attempts() + job.interruptions() + neverStarted(job)) {
      verdict.count(Fault.WRONG_STATE, id + " is " + job.state().word() + attempts(id));
    }
    if (job.exitCode() == null || job.exitCode() != expected.exitCode()) {
      verdict.count(
          Fault.WRONG_EXIT_CODE,
          "%s has %s instead of %d".formatted(id, job.exitCode(), expected.exitCode()));
    }
    if (!site.isOutputExcused(id)) {
      judgeOutput(expected, job);
    }
  }

  /// They count for nothing.
  private long neverStarted(Job job) {
    return site.store().jobs().attempts(job.seq()).stream()
        .filter(attempt -> String.valueOf(attempt.error()).startsWith("interrupted: never started"))
        .count();
  }

  private void judgeOutput(SampleJob expected, Job job) {
    var output = site.logs().output(job.seq(), job.lastAttempt());
    if (!text(output.stdout()).equals(expected.output("out"))
        || !text(output.stderr()).equals(expected.output("err"))) {
      verdict.count(Fault.OUTPUT_CUT, expected.id() + " " + output);
    }
  }

  private String attempts(String id) {
    return site.find(id).stream()
        .flatMap(job -> site.store().jobs().attempts(job.seq()).stream())
        .map(a -> "; attempt %d: %s %s".formatted(a.number(), a.outcome(), a.error()))
        .collect(Collectors.joining());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// What SQLite says of its own file, what no row may claim, and who is left.
  private void judgeStore() throws SQLException {
    expect("ok", "PRAGMA integrity_check");
    expect(
        "0",
        "SELECT count(*) FROM (SELECT queue, state, count(*) n FROM jobs GROUP BY 1, 2) t"
            + " FULL JOIN job_counts c USING (queue, state) WHERE coalesce(n, 0) <> coalesce(jobs, 0)");
    expect(
        "0",
        "SELECT count(*) FROM wait_counts c WHERE jobs <> (SELECT count(*) FROM jobs j"
            + " WHERE c.wait = CASE WHEN state NOT IN ('pending', 'failed') THEN ''"
            + " WHEN held = 1 THEN 'held' WHEN state = 'failed' THEN 'retrying'"
            + " WHEN waiting_on > 0 THEN 'blocked' WHEN due_at IS NOT NULL THEN 'scheduled' ELSE '' END)");
    expect("0", "SELECT count(*) FROM jobs WHERE worker IS NOT NULL");
    expect("0", "SELECT count(*) FROM workers");
  }

  private void expect(String expected, String query) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + site.database());
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      if (!row.getString(1).equals(expected)) {
        verdict.count(Fault.WRONG_STATE, query + " says " + row.getString(1));
      }
    }
  }
}
