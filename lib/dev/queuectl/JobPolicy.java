package dev.queuectl;

import dev.queuectl.outcome.OutcomeList;
import dev.queuectl.outcome.OutcomeRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a job is executed: the values of those [JobField#POLICY] that are set, and flags that are
/// on. If a new job leaves one out, and [JobField#isTaken], it is copied from the configuration
/// when the job is enqueued ([Settings#jobPolicy]), so that the job runs as it was enqueued,
/// whatever is configured later; an edit leaves it as it is.
public record JobPolicy(Map<JobField, Object> values) {

  static final List<JobField> RULES =
      List.of(JobField.SUCCESS_ON, JobField.GIVE_UP_ON, JobField.RETRY_ONLY_ON, JobField.SNOOZE_ON);

  /// Leaves everything to the configuration.
  public static final JobPolicy CONFIGURED = new JobPolicy(Map.of());

  /// @throws QueueException.Invalid if a value is impossible
  public JobPolicy {
    var checked = new EnumMap<JobField, Object>(JobField.class);
    for (var entry : values.entrySet()) {
      var field = entry.getKey();
      if (!field.isOfPolicy()) {
        throw new IllegalArgumentException(field.key());
      }
      var value = field.kind().checked(field.key(), entry.getValue());
      if (!value.equals(false)) {
        checked.put(field, value);
      }
    }
    refuseOverlap(checked);
    values = Collections.unmodifiableMap(checked);
  }

  private static void refuseOverlap(Map<JobField, Object> values) {
    var said = RULES.stream().filter(values::containsKey).toList();
    for (var one : said) {
      for (var other : said.subList(said.indexOf(one) + 1, said.size())) {
        list(one, values)
            .common(list(other, values))
            .ifPresent(
                both -> {
                  throw new QueueException.Invalid(
                      "%s is in %s and in %s".formatted(both, one.key(), other.key()),
                      "Leave it in one of them.");
                });
      }
    }
  }

  private static OutcomeList list(JobField rule, Map<JobField, Object> values) {
    return OutcomeList.of((String) Objects.requireNonNull(values.get(rule)), 0);
  }

  /// What it says of the ends of attempts.
  public OutcomeRules.Lists ends() {
    return new OutcomeRules.Lists(
        ends(JobField.SUCCESS_ON),
        ends(JobField.GIVE_UP_ON),
        ends(JobField.RETRY_ONLY_ON),
        ends(JobField.SNOOZE_ON));
  }

  private @Nullable OutcomeList ends(JobField rule) {
    return values.containsKey(rule) ? list(rule, values) : null;
  }

  /// The same, with this value set.
  public JobPolicy with(JobField option, Object value) {
    return new JobPolicy(Map.of(option, value)).over(this);
  }

  /// The same, and what it leaves out from the other.
  public JobPolicy over(JobPolicy other) {
    if (values.isEmpty() || other.values.isEmpty()) {
      return values.isEmpty() ? other : this;
    }
    var both = new EnumMap<JobField, Object>(JobField.class);
    both.putAll(other.values);
    both.putAll(values);
    return new JobPolicy(both);
  }

  /// The same, without these.
  public JobPolicy without(Set<JobField> options) {
    if (options.isEmpty()) {
      return this;
    }
    var others = new HashMap<>(values);
    others.keySet().removeAll(options);
    return new JobPolicy(others);
  }

  public boolean is(JobField flag) {
    return values.containsKey(flag);
  }

  public @Nullable Object get(JobField option) {
    return values.get(option);
  }
}
