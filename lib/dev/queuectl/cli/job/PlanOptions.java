package dev.queuectl.cli.job;

import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.report.JobDraft;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/// When and how a job runs: the options of a new job that can also be changed later, with the flags
/// that [JobField] describes. [JobDraft] checks their values, as it does those in JSON.
public final class PlanOptions {
  /// For options that need nothing made. The usual factory looks for Groovy first: see `NoFiles`.
  private static final IFactory NOTHING =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) {
          throw new IllegalStateException(type + " is not needed");
        }
      };

  private final Map<JobField, Object> given = new EnumMap<>(JobField.class);
  private final Set<JobField> without;

  PlanOptions() {
    this(Set.of());
  }

  /// @param without which of them make no sense here
  public PlanOptions(Set<JobField> without) {
    this.without = without;
  }

  /// The flags, to be mixed into a command.
  public CommandSpec flags() {
    var spec = CommandSpec.wrapWithoutInspection(null, NOTHING);
    for (var field : JobField.PLAN) {
      if (!without.contains(field)) {
        spec.addOption(option(field));
      }
    }
    return spec;
  }

  private OptionSpec option(JobField field) {
    var place = new Place(field);
    var option = OptionSpec.builder(field.flags().toArray(String[]::new));
    option =
        field.kind() instanceof FieldKind.Flag
            ? option.type(Boolean.class).arity("0").negatable(true)
            : field.kind() instanceof FieldKind.Ids
                ? option
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .splitRegex(",")
                    .paramLabel(field.label())
                : option.type(String.class).paramLabel(field.label());
    return option.description(field.help()).getter(place).setter(place).build();
  }

  /// Where picocli puts a value.
  private final class Place implements IGetter, ISetter {
    private final JobField field;

    private Place(JobField field) {
      this.field = field;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null is what picocli knows as "not given"
    public <T> T get() {
      return (T) given.get(field);
    }

    @Override
    @SuppressWarnings("NullAway")
    public <T> T set(T value) {
      var before = this.<T>get();
      if (value == null) {
        given.remove(field);
      } else {
        given.put(field, value);
      }
      return before;
    }
  }

  /// Adds what was given.
  public void describe(JobDraft draft) {
    for (var option : given.entrySet()) {
      draft.put(
          option.getKey(),
          option.getValue() instanceof List<?> ids
              ? ids.stream().map(String::valueOf).collect(Collectors.joining(","))
              : option.getValue().toString());
    }
  }
}
