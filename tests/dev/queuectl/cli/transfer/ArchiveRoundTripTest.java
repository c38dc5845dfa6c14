package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/// What the verbs can store comes back from an archive as it was.
class ArchiveRoundTripTest {
  private static final int JOBS = 80;
  private static final List<String> TEXTS =
      List.of(
          "true",
          "echo 'a  b'",
          "echo \"$HOME\" `id` \\",
          "printf 'a\nb\n\n'",
          "tab\there",
          "größe",
          "日本 😀",
          "\u0001\u001b[31mred\u007f",
          "a\r\nb",
          "\u2028\u2029\u0085",
          "@x ${y} %s",
          "{\"a\": 1}",
          "\ufffd",
          "=",
          " lead and trail ",
          "#x",
          "null",
          "\\n\\\\n");
  private static final List<String> TIMES =
      List.of("now", "+5m", "9999-12-31T23:59:59Z", "2001-01-01T00:00:00.001Z", "tomorrow");
  private static final List<String> DURATIONS =
      List.of("0", "0.001", "1.5", "90s", "36500d", "12345678.5", "1E2", "2h 30m", "999ms");
  private static final List<String> BASES =
      List.of("1", "1.5", "1e9", "1.0000000000000002", "123456789.123", "2.0");

  @TempDir Path directory;

  @RepeatedTest(3)
  void export_import_and_export_again_are_equal() throws IOException {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var cli = new Cli(Files.createDirectory(directory.resolve("a")));
    var lines = new StringBuilder();
    for (var i = 0; i < JOBS; i++) {
      lines.append(job("j" + i, random)).append('\n');
    }
    var ran = cli.in(lines.toString()).run("enqueue", "-");
    assertThat(ran.code()).as("seed %d: %s", seed, ran.err()).isZero();
    runSome(cli, random);
    for (var round = 0; round < 2; round++) {
      for (var i = 0; i < JOBS; i++) {
        change(cli, "j" + i, random);
      }
      runSome(cli, random);
    }
    var exported = cli.run("export").out();
    var other = new Cli(Files.createDirectory(directory.resolve("b")));
    var imported = other.in(exported).run("import", "-");
    assertThat(imported.code()).as("seed %d: %s", seed, imported.err()).isZero();
    assertThat(other.run("export").lines())
        .as("seed %d", seed)
        .isEqualTo(withoutOutput(exported).lines().toList());
  }

  /// Output does not come along.
  private static String withoutOutput(String lines) {
    return lines.replaceAll("\"(std\\w+_bytes)\": \\d+", "\"$1\": 0");
  }

  private static String job(String id, Random random) {
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes);
    try (var json = new JsonOut(out, false)) {
      json.object(
          () -> {
            json.field("id", id);
            json.field("command", any(TEXTS, random));
            json.field("priority", any(List.of(0, -1_000_000, 1_000_000, 7), random));
            json.field("max_retries", any(List.of(0, 1, 2, 3, 1_000_000), random));
            field(json, "queue", List.of("default", "mail", "a.b:c-d_1"), random);
            field(json, "timeout", DURATIONS, random);
            field(json, "backoff", List.of("exponential", "linear", "fixed"), random);
            field(json, "backoff_base", BASES, random);
            field(json, "backoff_max", DURATIONS, random);
            field(json, "run_at", TIMES, random);
            field(json, "cwd", List.of("/", "/tmp/a b", "/日本", "relative"), random);
            json.field("held", random.nextInt(5) == 0);
            json.object("env", () -> env(random).forEach(json::field));
          });
    }
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  private static Map<String, String> env(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Map.of();
      case 1 -> Map.of("A", any(TEXTS, random), "_b9", "");
      default -> Map.of("PATH", any(TEXTS, random) + any(TEXTS, random));
    };
  }

  private static void field(JsonOut json, String name, List<String> values, Random random) {
    if (random.nextBoolean()) {
      json.field(name, any(values, random));
    }
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static void change(Cli cli, String id, Random random) {
    var words = new ArrayList<String>();
    switch (random.nextInt(11)) {
      case 0 -> words.addAll(List.of("cancel", id));
      case 1 -> words.addAll(List.of("hold", id));
      case 2 -> words.addAll(List.of("release", id));
      case 3 -> words.addAll(List.of("retry", id));
      case 4 -> words.addAll(List.of("edit", id, "--command=" + any(TEXTS, random)));
      case 5 -> words.addAll(List.of("edit", id, "--timeout", any(DURATIONS, random)));
      case 6 -> words.addAll(List.of("edit", id, "--env", "A=" + any(TEXTS, random)));
      case 8 -> words.addAll(List.of("edit", id, "--max-retries", "1"));
      case 9 -> words.addAll(List.of("edit", id, "--max-retries", "9"));
      case 7 -> words.addAll(List.of("edit", id, "--run-at", any(TIMES, random), "-p", "3"));
      default -> words.addAll(List.of("show", id));
    }
    cli.run(words.toArray(String[]::new)); // refused in some states
  }

  private static void runSome(Cli cli, Random random) {
    var outcomes =
        List.of(
            new Outcome.Succeeded(),
            new Outcome.Failed(7),
            new Outcome.Failed(127),
            new Outcome.Killed(9),
            new Outcome.TimedOut(Duration.ofMillis(1500)),
            new Outcome.NotStarted("no such directory: /größe"),
            new Outcome.TimedOut(Duration.ofMillis(90), new Outcome.Own(143, 15)),
            new Outcome.TimedOut(Duration.ofMillis(90), new Outcome.Own(0, null)),
            new Outcome.NotStarted("x".repeat(20_000) + "😀"),
            new Outcome.Cancelled(),
            new Outcome.Cancelled(new Outcome.Own(3, null)),
            new Outcome.Interrupted("its worker was stopped", true, new Outcome.Own(137, 9)),
            new Outcome.Interrupted("never started", false),
            new Outcome.Interrupted("its worker died"));
    try {
      for (var i = 0; i < JOBS / 4; i++) {
        if (random.nextInt(6) == 0) {
          cli.bury();
        } else {
          cli.finish(any(outcomes, random), "out", "err");
        }
      }
    } catch (NoSuchElementException e) {
      // Nothing is left that could run now.
    }
  }
}
