package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.JobTies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever reads printed jobs knows all of their fields.
class JobJsonTest {
  private static final Set<String> CONTENTS =
      Set.of(JobField.STDIN.key(), JobField.STDIN_BASE64.key());

  private static final List<Attempt> HISTORY =
      List.of(
          new Attempt(
              7, 1, "w1", 0, JobSample.BEFORE, null, null, null, null, null, null, null, 0, 0));

  private static final Surroundings GIVEN =
      new Surroundings(JobEnvironment.of(Map.of("A", "b")), Stdin.of(new byte[] {'a'}), "p");

  private static String printed(Consumer<JsonOut> fields) {
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes);
    try (var json = new JsonOut(out, false)) {
      json.object(() -> fields.accept(json));
    }
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String story() {
    return printed(
        json ->
            JobJson.story(
                json,
                JobSample.pending(),
                JobSample.NOW,
                GIVEN,
                HISTORY,
                List.of(new Reason.NoWorker()),
                Reason::toString,
                true,
                JobTies.NONE));
  }

  private static Map<String, Object> values(String json) {
    return JsonValues.object(json);
  }

  private static Set<String> options() {
    var names = new HashSet<String>();
    Stream.of(JobField.values()).map(JobField::key).forEach(names::add);
    names.remove(JobField.DELAY.key()); // the other way to say run_at
    return names;
  }

  @Test
  void a_field_is_an_option_or_says_where_the_job_stands() {
    var all = options();
    assertThat(all).doesNotContainAnyElementsOf(JobJson.STANDING);
    all.addAll(JobJson.STANDING);
    all.removeAll(CONTENTS); // of which it only has size and hash
    assertThat(values(story()).keySet()).isEqualTo(all);
  }

  @Test
  void whatever_is_printed_can_be_enqueued_again() {
    var reader = new NewJobReader();
    reader.read(story());
    assertThat(reader.ignored()).containsExactlyInAnyOrderElementsOf(JobJson.STANDING);
  }

  @ParameterizedTest
  @EnumSource(JobState.class)
  void an_export_has_the_fields_that_import_takes(JobState state) {
    var job = new JobSample(state).job(JobSample.NOW);
    var bytes = GIVEN.reading(Stdin.of(new byte[] {-1}));
    var names = new HashSet<String>();
    for (var given : List.of(GIVEN, bytes)) {
      names.addAll(
          values(printed(it -> JobJson.archived(it, job, given, HISTORY, JobTies.NONE))).keySet());
    }
    assertThat(names).isEqualTo(JobJson.ARCHIVED);
    assertThat(values(printed(json -> JobJson.fields(json, HISTORY.getFirst()))).keySet())
        .isEqualTo(JobJson.OF_ATTEMPT);
  }
}
