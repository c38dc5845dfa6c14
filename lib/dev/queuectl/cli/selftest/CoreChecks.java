package dev.queuectl.cli.selftest;

import static dev.queuectl.cli.selftest.Trial.expect;
import static dev.queuectl.cli.selftest.Trial.expectEqual;
import static dev.queuectl.cli.selftest.Trial.until;

import dev.queuectl.Durations;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every job queue must do: the deliverables of the QueueCTL family.
final class CoreChecks {
  private CoreChecks() {}

  static List<Check> all() {
    return List.of(
        new Check(
                "enqueue accepts commands, JSON and files, and no duplicate ids",
                CoreChecks::enqueue)
            .about("enqueue"),
        new Check("status counts and list filters", CoreChecks::look).about("list", "status"),
        new Check("one worker runs several jobs at the same time", CoreChecks::parallel)
            .about("worker"),
        new Check("two workers run each job exactly once", CoreChecks::once).about("worker"),
        new Check("a failed job is retried after its backoff", CoreChecks::retry).about("worker"),
        new Check("a job that keeps failing moves to the dead letter queue", CoreChecks::dead)
            .about("dlq"),
        new Check("dead jobs are listed, retried and deleted", CoreChecks::deadAgain).about("dlq"),
        new Check("a command that does not exist is a failure", CoreChecks::notFound)
            .about("worker"),
        new Check("configuration is kept, checked and used", CoreChecks::config).about("config"),
        new Check("jobs survive a worker that is killed", CoreChecks::killed).about("worker"),
        new Check("worker stop lets running jobs finish", CoreChecks::stop).about("worker"));
  }

  private static void enqueue(Trial trial) throws Exception {
    expect(!trial.done("enqueue", "true").isBlank(), "no id is printed");
    var id = trial.done("enqueue", "{\"id\": \"a\", \"command\": \"true\", \"priority\": 5}");
    expectEqual(id, "a", "the printed id");
    expectEqual(trial.job("a").get("priority"), 5L, "the priority");
    trial.ends(1, "enqueue", "--id", "a", "false");
    expectEqual(trial.job("a").get("command"), "true", "the command after a duplicate");
    Files.writeString(trial.file("jobs.txt"), "echo one\n{\"id\": \"b\", \"command\": \"true\"}\n");
    trial.done("enqueue", "--file", trial.file("jobs.txt").toString());
    trial.expectState("b", "pending");
  }

  private static void look(Trial trial) {
    expectEqual(trial.done("list", "--json"), "[]", "the list of an empty queue");
    trial.done("enqueue", "--id", "good", "true");
    trial.done("enqueue", "--id", "bad", "--retries", "1", "false");
    expect(trial.done("status").contains("pending: 2"), "status does not count 2 pending jobs");
    trial.drain(1);
    var listed = trial.done("list", "--state", "dead", "--json");
    expect(listed.contains("\"bad\"") && !listed.contains("\"good\""), "list shows " + listed);
    expect(trial.done("status").contains("completed: 1"), "status does not count 1 completed job");
  }

  /// Each waits for the other one.
  private static void parallel(Trial trial) {
    var meet = "touch %s; until [ -e %s ]; do sleep 0.05; done";
    trial.done(
        "enqueue", "--id", "a", "--timeout", "20s", "--retries", "1", meet.formatted("a", "b"));
    trial.done(
        "enqueue", "--id", "b", "--timeout", "20s", "--retries", "1", meet.formatted("b", "a"));
    trial.drain(2);
    trial.expectState("a", "completed");
    trial.expectState("b", "completed");
  }

  private static void once(Trial trial) throws Exception {
    var jobs = "echo $QUEUECTL_JOB_ID >>ran.txt; sleep 0.02\n".repeat(60);
    Files.writeString(trial.file("jobs.txt"), jobs);
    trial.done("enqueue", "--file", trial.file("jobs.txt").toString());
    trial.detachedWorker(2);
    trial.drain(2);
    until("all jobs have ended", () -> trial.done("status").contains("completed: 60"));
    var ran = trial.lines("ran.txt");
    expectEqual(ran.size(), 60, "the number of runs");
    expectEqual(new HashSet<>(ran).size(), 60, "the number of jobs that ran");
  }

  private static void retry(Trial trial) {
    trial.done("config", "set", "backoff-base", "1");
    trial.done("enqueue", "--id", "flaky", "[ $QUEUECTL_ATTEMPT = 2 ]");
    trial.drain(1);
    trial.expectState("flaky", "completed");
    var attempts = trial.attempts("flaky");
    expectEqual(attempts.size(), 2, "the number of attempts");
    var waited =
        Durations.between(
            time(attempts.get(0).get("ended_at")), time(attempts.get(1).get("started_at")));
    expect(waited.toMillis() >= 990, "the retry came after " + waited.toMillis() + " ms, not 1 s");
  }

  private static Instant time(@Nullable Object text) {
    return Instant.parse(String.valueOf(text));
  }

  private static void dead(Trial trial) {
    trial.done("config", "set", "backoff-base", "1");
    trial.done("enqueue", "--id", "broken", "--max-retries", "2", "exit 3");
    trial.drain(1);
    trial.expectState("broken", "dead");
    expectEqual(trial.attempts("broken").size(), 2, "the number of executions");
    expectEqual(trial.job("broken").get("exit_code"), 3L, "the exit code");
  }

  private static void deadAgain(Trial trial) throws Exception {
    trial.done("enqueue", "--id", "broken", "--retries", "1", "[ -e mended ]");
    trial.drain(1);
    expect(trial.done("dlq", "list").contains("broken"), "dlq list does not show the dead job");
    Files.createFile(trial.file("mended"));
    trial.done("dlq", "retry", "broken");
    expectEqual(trial.job("broken").get("attempts"), 0L, "the number of attempts after dlq retry");
    trial.drain(1);
    trial.expectState("broken", "completed");
    trial.done("enqueue", "--id", "worse", "--retries", "1", "false");
    trial.drain(1);
    trial.done("dlq", "delete", "worse");
    expectEqual(trial.done("dlq", "list", "--json"), "[]", "the emptied dead letter queue");
  }

  private static void notFound(Trial trial) {
    trial.done("enqueue", "--id", "missing", "--retries", "1", "no-such-program-anywhere");
    trial.drain(1);
    trial.expectState("missing", "dead");
    expectEqual(trial.job("missing").get("exit_code"), 127L, "the exit code");
  }

  private static void config(Trial trial) {
    expectEqual(trial.done("config", "get", "max-retries"), "3", "the default of max_retries");
    trial.done("config", "set", "max-retries", "5");
    trial.done("enqueue", "--id", "a", "true");
    expectEqual(trial.job("a").get("max_retries"), 5L, "max_retries of a new job");
    trial.ends(2, "config", "set", "max-retries", "many");
    trial.ends(2, "config", "set", "no-such-key", "1");
    trial.done("config", "reset", "max-retries");
    expectEqual(trial.done("config", "get", "max-retries"), "3", "max_retries after reset");
  }

  private static void killed(Trial trial) throws Exception {
    trial.done("enqueue", "--id", "long", "touch began; sleep 1; echo ended >>ended.txt");
    trial.done("enqueue", "--id", "next", "true");
    var pid = trial.detachedWorker(1);
    until("the job has begun", () -> Files.exists(trial.file("began")));
    var worker = ProcessHandle.of(pid);
    worker.ifPresent(ProcessHandle::destroyForcibly);
    until("the worker is dead", () -> worker.isEmpty() || !worker.get().isAlive());
    trial.drain(1);
    trial.expectState("long", "completed");
    trial.expectState("next", "completed");
    expectEqual(trial.lines("ended.txt").size(), 1, "how often the job finished");
  }

  private static void stop(Trial trial) {
    trial.done("enqueue", "--id", "short", "touch began; sleep 0.5");
    trial.detachedWorker(1);
    until("the job has begun", () -> Files.exists(trial.file("began")));
    trial.done("worker", "stop");
    trial.expectState("short", "completed");
    expect(trial.done("status").contains("workers: 0"), "there are still workers");
  }
}
