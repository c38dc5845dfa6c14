package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.Samples;
import dev.queuectl.cli.Cli;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JsonValues;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each option of a job alone, through every door and back.
class JobFieldDoorsTest {
  private static final Set<JobField> NOT_EDITED = Set.of(JobField.ID, JobField.HELD);

  /// Not in the form; and what a job like another has of its own.
  private static final Set<JobField> NOT_IN_FORM = Set.of(JobField.ENV, JobField.STDIN_BASE64);

  private static final Set<JobField> NOT_AGAIN =
      Set.of(JobField.ID, JobField.ENV, JobField.AFTER, JobField.AFTER_FAILURE, JobField.AFTER_END);

  @TempDir Path directory;
  @TempDir Path elsewhere;
  private Served served;
  private Cli cli;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(directory.resolve("lines"), "a\nb\n");
    Files.write(directory.resolve("bytes"), new byte[] {-1, 0});
    served = new Served(directory);
    cli = new Cli(directory);
    succeeds(cli.run("enqueue", "true", "--id", "p"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /// @param flags of the command line
  /// @param json the value in JSON
  /// @param word in a form
  /// @param key under which the value comes back
  /// @param back the value that does
  private record Sample(List<String> flags, String json, String word, String key, String back) {
    Sample(JobField field, String flag, String json, String word) {
      this(List.of(flag, word), json, word, field.key(), word);
    }
  }

  /// That of an option which a policy holds follows from what it is; any other needs one here.
  private static Sample sample(JobField field) {
    if (field.isOfPolicy()) {
      var word = Samples.word(field.kind());
      var json = field.kind().jsonType().equals("string") ? "\"" + word + "\"" : word;
      return field.kind() instanceof FieldKind.Flag
          ? new Sample(List.of(field.flag()), json, word, field.key(), word)
          : new Sample(field, field.flag(), json, word);
    }
    return switch (field) {
      case ID -> new Sample(field, "--id", "\"other\"", "other");
      case COMMAND -> new Sample(field, "--command", "\"echo 'a  b'\"", "echo 'a  b'");
      case QUEUE -> new Sample(field, "--queue", "\"slow\"", "slow");
      case PRIORITY -> new Sample(field, "--priority", "7", "7");
      case MAX_RETRIES -> new Sample(field, "--max-retries", "9", "9");
      case RUN_AT -> {
        var time = "2026-06-02T09:00:00.000Z";
        yield new Sample(field, "--run-at", "\"" + time + "\"", time);
      }
      case DELAY ->
          new Sample(List.of("--delay", "600"), "600", "600", "run_at", "2026-06-01T08:10:00.000Z");
      case AFTER, AFTER_FAILURE, AFTER_END ->
          new Sample(List.of(field.flag(), "p"), "\"p\"", "p", field.key(), "[p]");
      case CWD -> new Sample(field, "--cwd", "\"/usr\"", "/usr");
      case ENV -> new Sample(List.of("--env", "A=b c"), "{\"A\": \"b c\"}", "", "env", "{A=b c}");
      case STDIN -> read("lines", "\"a\\nb\\n\"", "a\nb\n");
      case STDIN_BASE64 -> read("bytes", "\"/wA=\"", "/wA=");
      case HELD -> new Sample(List.of("--hold"), "true", "true", "held", "true");
      default -> throw new IllegalArgumentException(field.key());
    };
  }

  /// Only the hash of it is printed.
  private static Sample read(String file, String json, String word) {
    var bytes = file.equals("lines") ? word.getBytes(StandardCharsets.UTF_8) : new byte[] {-1, 0};
    var hash = Stdin.of(bytes).sha256();
    return new Sample(List.of("--stdin", file), json, word, "stdin_sha256", hash);
  }

  private static String id(JobField field) {
    return field == JobField.ID ? "other" : "a";
  }

  /// The sample alone, with the id and command that it does not say itself.
  private static String json(JobField field) {
    return "{"
        + (field == JobField.ID ? "" : "\"id\": \"a\", ")
        + (field == JobField.COMMAND ? "" : "\"command\": \"true\", ")
        + "\"%s\": %s}".formatted(field.key(), sample(field).json());
  }

  private void succeeds(Cli.Ran ran) {
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  /// By `show` and by the API.
  private void comesBack(JobField field) {
    comesBack(field, cli);
    var path = "/api/v1/jobs/" + id(field) + "?show_env=true";
    assertThat(value(field, served.get(path).body())).isEqualTo(sample(field).back());
  }

  private static void comesBack(JobField field, Cli queue) {
    var shown = queue.run("show", id(field), "--json", "--show-env").out();
    assertThat(value(field, shown)).isEqualTo(sample(field).back());
  }

  private static @Nullable String value(JobField field, String json) {
    return value(sample(field).key(), json);
  }

  private static String value(String key, String json) {
    return String.valueOf(JsonValues.object(json).get(key));
  }

  private HttpResponse<String> post(Map<String, String> form) {
    var pairs = new ArrayList<String>();
    form.forEach(
        (name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return served.send(
        "POST",
        "/enqueue",
        String.join("&", pairs),
        it -> served.withToken(it).header("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static Map<String, String> form(JobField field) {
    var form = new HashMap<>(Map.of("id", "a", "command", "true"));
    form.put(field.key(), sample(field).word());
    return form;
  }

  @ParameterizedTest
  @EnumSource
  void asAFlagOfEnqueue(JobField field) {
    var words = new ArrayList<>(List.of("enqueue"));
    words.addAll(field == JobField.ID ? List.of() : List.of("--id", "a"));
    words.addAll(field == JobField.COMMAND ? List.of() : List.of("--command", "true"));
    words.addAll(sample(field).flags());
    succeeds(cli.run(words.toArray(String[]::new)));
    comesBack(field);
  }

  @ParameterizedTest
  @EnumSource
  void asALineOfJson(JobField field) {
    succeeds(cli.in(json(field) + "\n").run("enqueue", "--file", "-"));
    comesBack(field);
  }

  @ParameterizedTest
  @EnumSource
  void byEditUnlessItIsFixed(JobField field) {
    succeeds(cli.run("enqueue", "true", "--id", "a"));
    var words = new ArrayList<>(List.of("edit", "a"));
    words.addAll(sample(field).flags());
    var ran = cli.run(words.toArray(String[]::new));
    if (NOT_EDITED.contains(field)) {
      assertThat(ran.code()).isEqualTo(2);
    } else {
      succeeds(ran);
      comesBack(field);
    }
  }

  @ParameterizedTest
  @EnumSource
  void byThePostOfTheApi(JobField field) {
    assertThat(served.send("POST", "/api/v1/jobs", json(field)).statusCode()).isEqualTo(201);
    comesBack(field);
  }

  @ParameterizedTest
  @EnumSource
  void byThePatchOfTheApiUnlessItIsFixed(JobField field) {
    succeeds(cli.run("enqueue", "true", "--id", "a"));
    var body = "{\"%s\": %s}".formatted(field.key(), sample(field).json());
    var answer = served.send("PATCH", "/api/v1/jobs/a", body);
    if (NOT_EDITED.contains(field)) {
      assertThat(answer.statusCode()).isEqualTo(400);
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      comesBack(field);
    }
  }

  private static Stream<JobField> withDefaults() {
    return Stream.of(JobField.values()).filter(JobField::hasDefault);
  }

  /// As it is in a job that never said it.
  private void isDefault(JobField field) {
    var key = sample(field).key();
    var plain = cli.run("show", "plain", "--json").out();
    assertThat(value(key, cli.run("show", "a", "--json").out())).isEqualTo(value(key, plain));
  }

  @ParameterizedTest
  @MethodSource("withDefaults")
  void backToWhatANewJobGets(JobField field) {
    succeeds(cli.run("enqueue", "true", "--id", "plain"));
    for (var body : List.of("null", "\"default\"")) {
      succeeds(cli.in(json(field) + "\n").run("enqueue", "--file", "-", "--force"));
      var answer =
          served.send("PATCH", "/api/v1/jobs/a", "{\"%s\": %s}".formatted(field.key(), body));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      isDefault(field);
    }
    succeeds(cli.in(json(field) + "\n").run("enqueue", "--file", "-", "--force"));
    var unsaid =
        field.kind() instanceof FieldKind.Flag
            ? field.flag().replace("--", "--no-")
            : field.flag() + "=default";
    succeeds(cli.run("edit", "a", unsaid));
    isDefault(field);
    succeeds(cli.run("enqueue", "true", "--id", "a", "--force", unsaid));
    isDefault(field);
  }

  @Test
  void whatAJobReadsIsTakenAwayByNull() {
    succeeds(cli.run("enqueue", "true", "--id", "a", "--stdin", "lines"));
    assertThat(served.send("PATCH", "/api/v1/jobs/a", "{\"stdin\": null}").statusCode())
        .isEqualTo(200);
    assertThat(value("stdin_bytes", cli.run("show", "a", "--json").out())).isEqualTo("null");
  }

  @Test
  void aVariableIsTakenAwayByNull() {
    succeeds(cli.run("enqueue", "true", "--id", "a", "--env", "A=b", "--env", "C=d"));
    var answer = served.send("PATCH", "/api/v1/jobs/a", "{\"env\": {\"A\": null, \"E\": \"f\"}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(JsonValues.object(cli.run("show", "a", "--json", "--show-env").out()))
        .containsEntry("env", Map.of("C", "d", "E", "f"));
    assertThat(
            served
                .send("POST", "/api/v1/jobs", "{\"command\": \"true\", \"env\": {\"A\": null}}")
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource
  void byTheForm(JobField field) {
    assertThat(served.get("/enqueue").body().contains("name=\"" + field.key() + "\""))
        .isEqualTo(!NOT_IN_FORM.contains(field));
    if (!NOT_IN_FORM.contains(field)) {
      assertThat(post(form(field)).statusCode()).isEqualTo(303);
      comesBack(field);
    }
  }

  @ParameterizedTest
  @EnumSource
  void intoTheFormFilledFromAJobAndOnToTheCommand(JobField field) {
    assertThat(served.send("POST", "/api/v1/jobs", json(field)).statusCode()).isEqualTo(201);
    var page = served.get("/enqueue?like=" + id(field)).body();
    var job = served.get("/job?id=" + id(field)).body();
    var flag = sample(field).key().equals("run_at") ? "--run-at" : sample(field).flags().getFirst();
    assertThat(job.contains("queuectl enqueue") && job.contains(flag + " "))
        .isEqualTo(!NOT_AGAIN.contains(field));
    if (!NOT_AGAIN.contains(field)) {
      assertThat(filled(page, field == JobField.DELAY ? "run_at" : field.key()))
          .contains(again(field));
    }
  }

  /// The element of that name, and the text in it.
  private static String filled(String page, String name) {
    var at = page.indexOf("name=\"" + name + "\"");
    var start = page.lastIndexOf('<', at);
    return page.substring(start, page.indexOf('<', at));
  }

  private static String again(JobField field) {
    return switch (field) {
      case COMMAND -> "echo &#x27;a  b&#x27;";
      case RUN_AT -> "value=\"2026-06-02T09:00:00Z\"";
      case DELAY -> "value=\"2026-06-01T08:10:00Z\"";
      case HELD, CLEAN_ENV -> "checked";
      case STDIN -> ">\na\nb\n";
      case STDIN_BASE64 -> "value=\"/wA=\"";
      default -> {
        var seconds = field.kind() instanceof FieldKind.Span ? "s" : "";
        yield "value=\"" + sample(field).back() + seconds + "\"";
      }
    };
  }

  @ParameterizedTest
  @EnumSource
  void byExportIntoAnEmptyQueue(JobField field) {
    succeeds(cli.in(json(field) + "\n").run("enqueue", "--file", "-"));
    var exported = cli.run("export").out();
    var other = new Cli(elsewhere);
    succeeds(other.in(exported).run("import", "-"));
    comesBack(field, other);
  }
}
