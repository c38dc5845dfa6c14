package dev.queuectl.cli.selftest;

import static dev.queuectl.cli.selftest.Trial.expect;
import static dev.queuectl.cli.selftest.Trial.expectEqual;
import static dev.queuectl.cli.selftest.Trial.until;

import dev.queuectl.report.JsonValues;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// What goes beyond: the bonus features of the QueueCTL family.
final class BonusChecks {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private BonusChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("a job that runs too long is stopped", BonusChecks::timeout).about("worker"),
        new Check("higher priorities run first", BonusChecks::priority).about("enqueue"),
        new Check("a scheduled job waits for its time", BonusChecks::schedule).about("enqueue"),
        new Check("output and errors of every attempt are kept", BonusChecks::output),
        new Check("a job has its environment and directory", BonusChecks::environment)
            .about("enqueue"),
        new Check("running and waiting jobs are cancelled", BonusChecks::cancel),
        new Check("a paused queue waits", BonusChecks::pause),
        new Check("metrics count the jobs that ran", BonusChecks::metrics).about("metrics"),
        new Check("run shows the output and has the job's exit code", BonusChecks::run),
        new Check("the dashboard answers on loopback, and only with the token", BonusChecks::web)
            .about("dashboard"));
  }

  private static void timeout(Trial trial) {
    trial.done("enqueue", "--id", "endless", "--timeout", "0.5s", "--retries", "1", "sleep 60");
    trial.drain(1);
    trial.expectState("endless", "dead");
    expectEqual(trial.attempts("endless").getFirst().get("outcome"), "timed_out", "the outcome");
  }

  private static void priority(Trial trial) throws Exception {
    for (var priority : List.of("-1", "0", "7")) {
      trial.done("enqueue", "--priority", priority, "echo %s >>order.txt".formatted(priority));
    }
    trial.drain(1);
    expectEqual(trial.lines("order.txt"), List.of("7", "0", "-1"), "the order");
  }

  private static void schedule(Trial trial) {
    trial.done("enqueue", "--id", "later", "--delay", "1s", "true");
    trial.detachedWorker(1);
    trial.done("wait", "later", "--timeout", "20s");
    var job = trial.job("later");
    var dueAt = Instant.parse(String.valueOf(job.get("run_at")));
    var startedAt = Instant.parse(String.valueOf(job.get("started_at")));
    expect(
        !startedAt.isBefore(dueAt),
        "it was due at %s and started at %s".formatted(dueAt, startedAt));
  }

  private static void output(Trial trial) {
    trial.done("config", "set", "backoff-base", "1");
    trial.done(
        "enqueue",
        "--id",
        "a",
        "echo out $QUEUECTL_ATTEMPT; echo err >&2; [ $QUEUECTL_ATTEMPT = 2 ]");
    trial.drain(1);
    expectEqual(trial.done("logs", "a", "--attempt", "1", "--stdout"), "out 1", "the first output");
    expectEqual(trial.done("logs", "a", "--stdout"), "out 2", "the second output");
    expectEqual(trial.done("logs", "a", "--stderr"), "err", "what went to stderr");
  }

  private static void environment(Trial trial) {
    trial.done(
        "enqueue", "--id", "a", "--env", "NAME=a b", "--cwd", "/", "echo \"$NAME\" \"$PWD\"");
    trial.drain(1);
    expectEqual(trial.done("logs", "a", "--stdout"), "a b /", "the output");
  }

  private static void cancel(Trial trial) {
    trial.done("enqueue", "--id", "running", "sleep 60");
    trial.done("enqueue", "--id", "waiting", "true");
    trial.done("cancel", "waiting");
    trial.expectState("waiting", "cancelled");
    trial.detachedWorker(1);
    until("the job runs", () -> "processing".equals(trial.job("running").get("state")));
    trial.done("cancel", "running");
    until("it is cancelled", () -> "cancelled".equals(trial.job("running").get("state")));
  }

  private static void pause(Trial trial) {
    trial.done("queue", "pause", "mail", "a check");
    trial.done("enqueue", "--id", "a", "--queue", "mail", "true");
    trial.drain(1);
    trial.expectState("a", "pending");
    trial.done("queue", "resume", "mail");
    trial.drain(1);
    trial.expectState("a", "completed");
  }

  private static void metrics(Trial trial) {
    trial.done("enqueue", "true");
    trial.done("enqueue", "--retries", "1", "false");
    trial.drain(1);
    var metrics = JsonValues.object(trial.done("metrics", "--json"));
    expectEqual(metrics.get("completed"), 1L, "the number of completed jobs");
    expectEqual(metrics.get("dead"), 1L, "the number of dead jobs");
    expectEqual(metrics.get("success_rate"), new BigDecimal("0.5"), "the success rate");
    expect(trial.done("metrics", "--prometheus").contains("# TYPE "), "no text for Prometheus");
  }

  private static void run(Trial trial) {
    expectEqual(trial.ends(7, "run", "--retries", "1", "echo here; exit 7"), "here", "the output");
  }

  private static void web(Trial trial) throws Exception {
    var process = trial.start("dashboard", "start", "--port", "0", "--json");
    var line = Trial.firstLine(process);
    expect(line.startsWith("{"), "the dashboard does not start: " + trial.lines("errors.txt"));
    var url = String.valueOf(JsonValues.object(line).get("url"));
    expect(url.startsWith("http://127.0.0.1:"), "the dashboard is at " + url);
    expectEqual(answer(url + "/health/live"), OK, "the answer of " + url + "/health/live");
    expectEqual(answer(url + "/api/v1/jobs"), UNAUTHORIZED, "the answer without a token");
  }

  private static int answer(String url) throws Exception {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(10_000);
    connection.setReadTimeout(10_000);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
