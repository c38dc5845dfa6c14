package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.report.FailureClause;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JobLines;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import dev.queuectl.store.ArchivedJob;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines of an archive, broken at random. `-Dqueuectl.fuzz.seconds=60` for longer,
/// `-Dqueuectl.fuzz.seed=N` for the same again.
class ArchiveFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  private static final Pattern FIELD =
      Pattern.compile(
          "\"(\\w+)\": (\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|-?[0-9][0-9.eE+]*|true|false|null|\\{\\}|\\[\\])");

  private static final List<String> LINES =
      List.of(
          """
          {"id": "a", "command": "true", "state": "pending", "attempts": 0, "max_retries": 3, "priority": 0, "queue": "default", "created_at": "2026-06-01T07:00:00.000Z", "updated_at": "2026-06-01T07:00:00.000Z", "run_at": "2026-06-01T07:00:00.000Z", "next_retry_at": null, "started_at": null, "finished_at": null, "timeout": null, "backoff": null, "backoff_base": null, "backoff_max": null, "env": {}, "cwd": "/", "held": false, "interruptions": 0, "exit_code": null, "error": null, "worker": null, "slot": null, "cancel_requested_at": null, "history": []}""",
          """
          {"id": "b", "command": "echo 'ä😀'\\nfalse", "state": "failed", "attempts": 2, "max_retries": 1000000, "priority": -1000000, "queue": "mail", "created_at": "2026-06-01T07:00:00.000Z", "updated_at": "2026-06-01T07:01:00.000Z", "run_at": "2026-06-01T07:00:00.000Z", "next_retry_at": "2026-06-01T07:59:00.000Z", "started_at": "2026-06-01T07:01:00.000Z", "finished_at": null, "timeout": 1.5, "backoff": "linear", "backoff_base": 1.5, "backoff_max": 3600, "env": {"A": "x=y\\n\\\\", "B": ""}, "cwd": "/tmp", "held": true, "interruptions": 0, "exit_code": 137, "error": "killed by KILL", "worker": null, "slot": null, "cancel_requested_at": null, "history": [{"attempt": 1, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:00:30.000Z", "ended_at": "2026-06-01T07:00:31.000Z", "duration": 1, "outcome": "failed", "exit_code": 7, "signal": null, "error": "exit code 7", "stdout_bytes": 5, "stderr_bytes": 0}, {"attempt": 2, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:00:30.000Z", "ended_at": "2026-06-01T07:00:31.000Z", "duration": 1, "outcome": "killed", "exit_code": 137, "signal": 9, "error": "killed by KILL", "stdout_bytes": 5, "stderr_bytes": 0}]}""",
          """
          {"id": "c", "command": "sleep 1", "state": "processing", "attempts": 1, "max_retries": 3, "priority": 5, "queue": "default", "created_at": "2026-06-01T07:00:00.000Z", "updated_at": "2026-06-01T07:01:00.000Z", "run_at": "2026-06-01T07:00:00.000Z", "next_retry_at": null, "started_at": "2026-06-01T07:01:00.000Z", "finished_at": null, "timeout": 0, "backoff": null, "backoff_base": null, "backoff_max": 0.5, "env": {}, "cwd": "/tmp", "held": false, "interruptions": 0, "exit_code": 7, "error": "exit code 7", "worker": "w9", "slot": 3, "cancel_requested_at": null, "history": [{"attempt": 1, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:00:30.000Z", "ended_at": "2026-06-01T07:00:31.000Z", "duration": 1, "outcome": "failed", "exit_code": 7, "signal": null, "error": "exit code 7", "stdout_bytes": 5, "stderr_bytes": 0}, {"attempt": 2, "worker": "w9", "slot": 3, "started_at": "2026-06-01T07:01:00.000Z", "ended_at": null, "duration": null, "outcome": null, "exit_code": null, "signal": null, "error": null, "stdout_bytes": 0, "stderr_bytes": 0}]}""",
          """
          {"id": "d", "command": "x", "state": "dead", "attempts": 3, "max_retries": 3, "priority": 0, "queue": "default", "created_at": "2026-06-01T07:00:00.000Z", "updated_at": "2026-06-01T07:01:00.000Z", "run_at": "2026-06-01T07:00:00.000Z", "next_retry_at": null, "started_at": "2026-06-01T07:01:00.000Z", "finished_at": "2026-06-01T07:01:01.000Z", "timeout": 12345678.5, "backoff": "fixed", "backoff_base": 1000000000, "backoff_max": null, "env": {}, "cwd": "/tmp", "held": false, "interruptions": 0, "exit_code": 127, "error": "exit code 127 (command not found)", "worker": null, "slot": null, "cancel_requested_at": null, "history": [{"attempt": 4, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:00:30.000Z", "ended_at": "2026-06-01T07:00:31.000Z", "duration": 1, "outcome": "killed", "exit_code": 137, "signal": 9, "error": "killed by KILL", "stdout_bytes": 5, "stderr_bytes": 0}, {"attempt": 5, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:00:30.000Z", "ended_at": "2026-06-01T07:00:31.000Z", "duration": 1, "outcome": "timed_out", "exit_code": 124, "signal": 15, "error": "timed out after 1s", "stdout_bytes": 5, "stderr_bytes": 0}, {"attempt": 6, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:01:00.000Z", "ended_at": "2026-06-01T07:01:01.000Z", "duration": 1, "outcome": "failed", "exit_code": 127, "signal": null, "error": "exit code 127 (command not found)", "stdout_bytes": 5, "stderr_bytes": 0}]}""");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1",
          "2.0",
          "1E2",
          "0.0004",
          "1.0005",
          "1e400",
          "1e-400",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678901234567890123456789012345678901234567890",
          "1.00000000000000000001",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"x\"",
          "\"1\"",
          "\"2d\"",
          "\"Infinity\"",
          "Infinity",
          "NaN",
          "0x10",
          "\"+10000-01-01T00:00:00Z\"",
          "\"-0001-01-01T00:00:00Z\"",
          "\"+1000000000-12-31T23:59:59.999999999Z\"",
          "\"9999-12-31T23:59:59.999Z\"",
          "\"0001-01-01T00:00:00Z\"",
          "\"2026-01-01T00:00:00.0005Z\"",
          "\"2026-02-30T00:00:00Z\"",
          "{}",
          "[]",
          "[1]",
          "[{}]",
          "[null]",
          "{\"A\": null}",
          "{\"A\": 1}",
          "{\"\": \"x\"}",
          "{\"A=B\": \"x\"}",
          "{\"A\": \"x\", \"A\": \"y\"}",
          "\"pending\"",
          "\"processing\"",
          "\"completed\"",
          "\"failed\"",
          "\"dead\"",
          "\"cancelled\"",
          "\"PENDING\"",
          "\"../..\"",
          "\"interrupted\"",
          "124",
          "125",
          "255",
          "256",
          "64",
          "65",
          "\"" + "x".repeat(1 << 20) + "\"",
          "\"its row is damaged: x\"",
          "\"mended by doctor, x\"",
          "\"2026-06-01T07:00:30.999Z\"",
          "\"succeeded\"",
          "\"timed_out\"",
          "\"-x\"",
          "\"a b\"");

  @TempDir Path directory;

  @Test
  void what_is_imported_can_be_worked_on_and_exported_and_all_else_is_refused_by_its_line() {
    var seed = Long.getLong("queuectl.fuzz.seed", new Random().nextLong());
    var until =
        System.nanoTime() + Duration.ofSeconds(Long.getLong("queuectl.fuzz.seconds", 3)).toNanos();
    var random = new Random(seed);
    var taken = 0;
    var tried = 0;
    try (var store = SqliteStore.open(directory.resolve("queue.db"))) {
      join(store);
      do {
        var line = tried < LINES.size() ? bytes(LINES.get(tried)) : mutated(random);
        tried++;
        var shown = "seed %d, line %d: %s".formatted(seed, tried, text(line));
        var read = new ArrayList<ArchivedJob>();
        assertThatCode(() -> read(line, read)).as(shown).doesNotThrowAnyException();
        assertThat(tried > LINES.size() || read.size() == 1).as(shown).isTrue();
        for (var job : read) {
          taken++;
          assertThatCode(() -> keep(store, job)).as(shown).doesNotThrowAnyException();
        }
      } while (tried < LINES.size() || System.nanoTime() < until);
    }
    assertThat(taken).as("of %d", tried).isGreaterThanOrEqualTo(LINES.size());
  }

  private static void read(byte[] line, List<ArchivedJob> read) throws IOException {
    var in = new ByteArrayInputStream(line);
    try {
      new JobLines(
              text -> read.add(ArchiveReader.read(text, JobPolicy.CONFIGURED)),
              e -> {
                throw e;
              })
          .read(in);
    } catch (QueueException.Invalid e) {
      read.clear();
      assertThat(FailureClause.of(e)).matches("(?s)line \\d+: .+");
    }
  }

  private static void keep(Store store, ArchivedJob archived) {
    var id = archived.job().id();
    restore(store, archived);
    var exported = exported(store, id);
    var own = archived.job().env().values().stream().mapToInt(String::length).sum();
    assertThat(exported.length() - own).isLessThan(20_000);
    var again = ArchiveReader.read(exported, JobPolicy.CONFIGURED);
    assertThat(again.history()).isEqualTo(archived.history());
    if (archived.job().state() != JobState.PROCESSING) {
      assertThat(again.job()).isEqualTo(archived.job());
    }
    ByHand.remove(store.jobs(), id);
    restore(store, again);
    assertThat(exported(store, id)).isEqualTo(exported);
    work(store);
    store.jobs().find(id).ifPresent(job -> ByHand.remove(store.jobs(), id));
  }

  private static void restore(Store store, ArchivedJob job) {
    assertThat(store.archive().restore(List.of(job), false, NOW)).isEqualTo(1);
  }

  private static String exported(Store store, String id) {
    var job = store.jobs().find(id).orElseThrow();
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes);
    try (var json = new JsonOut(out, false)) {
      json.object(
          () ->
              JobJson.archived(
                  json,
                  job,
                  Surroundings.NONE,
                  store.jobs().attempts(job.seq()),
                  store.jobs().ties(job.seq())));
    }
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void join(Store store) {
    var until = NOW.plusSeconds(30);
    store
        .workers()
        .join(
            new Worker("w1", "here", Identities.self(), 1, Set.of(), NOW, NOW, until, null, 0, 0));
  }

  /// A worker takes it, if it can be taken, and it fails.
  private static void work(Store store) {
    for (var job : exchange(store, List.of(), List.of(0))) {
      var policy = store.config().settings().retryPolicy(job.policy());
      var outcome = new Outcome.Failed(1);
      var transition = Transition.of(job, outcome, policy, NOW);
      exchange(store, List.of(new Ending(job, outcome, transition, NOW, 0, 0)), List.of());
    }
  }

  private static List<Job> exchange(Store store, List<Ending> endings, List<Integer> free) {
    return store
        .workers()
        .exchange(new Exchange("w1", endings, free, Set.of(), null, NOW, NOW.plusSeconds(30)))
        .claimed();
  }

  private static byte[] mutated(Random random) {
    var line = LINES.get(random.nextInt(LINES.size()));
    for (var i = random.nextInt(3); i >= 0; i--) {
      line = withOneChange(line, random);
    }
    var bytes = bytes(line);
    return random.nextInt(4) > 0 ? bytes : withWrongByte(bytes, random);
  }

  private static String withOneChange(String line, Random random) {
    var fields = FIELD.matcher(line).results().toList();
    if (fields.isEmpty()) {
      return line;
    }
    var field = fields.get(random.nextInt(fields.size()));
    var before = line.substring(0, field.start());
    var after = line.substring(field.end());
    return switch (random.nextInt(8)) {
      case 0 -> before + after.replaceFirst("^, ", "");
      case 1 -> before + field.group() + ", " + field.group() + after;
      case 2 -> before + "\"x" + field.group().substring(1) + after;
      default ->
          line.substring(0, field.start(2)) + VALUES.get(random.nextInt(VALUES.size())) + after;
    };
  }

  private static byte[] withWrongByte(byte[] bytes, Random random) {
    var at = random.nextInt(bytes.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      default -> {
        return Arrays.copyOf(bytes, at);
      }
    }
    return bytes;
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
