package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.cli.queue.ConfigSetCommand;
import dev.queuectl.store.schema.JobsColumn;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

class JobFieldTest {
  private static final Settings DEFAULTS = new Settings(Map.of());

  private static List<JobField> policy() {
    return JobField.POLICY;
  }

  private static List<JobField> plan() {
    return JobField.PLAN;
  }

  private static Stream<JobField> configured() {
    return Arrays.stream(JobField.values()).filter(field -> field.setting().isPresent());
  }

  @Test
  void no_two_have_a_name_or_a_flag_in_common() {
    var names = new HashSet<String>();
    for (var field : JobField.values()) {
      assertThat(names.add(field.key())).as(field.key()).isTrue();
      field.flags().forEach(flag -> assertThat(names.add(flag)).as(flag).isTrue());
    }
  }

  @ParameterizedTest
  @MethodSource("plan")
  void one_with_flags_has_one_of_its_key_and_is_explained(JobField field) {
    assertThat(field.flags()).contains(field.flag());
    assertThat(field.label()).matches(field.kind() instanceof FieldKind.Flag ? "" : "[A-Z]+");
    assertThat(field.help()).matches("(?s)[A-Z].*[.)]");
    assertThat(field.hint()).isNotEmpty();
    assertThat(field.place()).isNotEqualTo(JobField.Place.NOWHERE);
  }

  @ParameterizedTest
  @MethodSource("configured")
  void what_is_configured_is_what_it_can_be(JobField field) {
    var value = DEFAULTS.configured(field).orElseThrow();
    assertThat(field.kind().parse(field.key(), field.kind().text(value))).isEqualTo(value);
    assertThat(field.kind().checked(field.key(), value)).isEqualTo(value);
  }

  /// Its range is described once.
  @ParameterizedTest
  @MethodSource("configured")
  void what_it_cannot_be_cannot_be_configured_either(JobField field) {
    assertThat(field.kind()).isSameAs(field.setting().orElseThrow().kind());
  }

  @ParameterizedTest
  @MethodSource("policy")
  void one_of_a_policy_has_a_column_that_holds_its_values(JobField field) {
    assertThat(JobsColumn.of(field.column())).isPositive();
    var kind = field.kind();
    var sample = kind.parse(field.key(), Samples.word(kind));
    for (var value : List.of(DEFAULTS.configured(field).orElse(sample), sample)) {
      assertThat(kind.read(field.key(), kind.stored(value))).isEqualTo(value);
    }
    assertThatThrownBy(() -> kind.read(field.key(), new byte[] {1}))
        .isInstanceOf(RuntimeException.class);
    if (!(kind instanceof FieldKind.Text || kind instanceof FieldKind.Read)) {
      assertThatThrownBy(() -> kind.read(field.key(), "sometimes"))
          .isInstanceOf(RuntimeException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("policy")
  void one_of_a_policy_can_be_as_if_it_was_never_said(JobField field) {
    assertThat(field.hasDefault()).isTrue();
    var own = field.kind().parse(field.key(), Samples.word(field.kind()));
    var said = JobPolicy.CONFIGURED.with(field, own);
    assertThat(DEFAULTS.value(field, said)).contains(own);
    assertThat(DEFAULTS.value(field, said.without(Set.of(field))))
        .isEqualTo(DEFAULTS.configured(field));
  }

  @Test
  void a_policy_holds_nothing_else() {
    assertThatThrownBy(() -> new JobPolicy(Map.of(JobField.PRIORITY, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void help_names_what_a_new_job_takes_from_the_configuration() {
    var help = ConfigSetCommand.class.getAnnotation(Command.class).description()[1];
    var named = help.substring(help.indexOf('(') + 1, help.indexOf(')')).split(", ");
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            configured().filter(JobField::isTaken).map(JobField::key).toList());
  }
}
