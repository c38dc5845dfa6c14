package dev.queuectl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a [JobField] says of itself.
final class FieldDescription {
  final FieldKind kind;
  List<String> flags = List.of();
  String label = "";
  String help = "";
  JobField.Place place = JobField.Place.NOWHERE;
  String hint = "";
  @Nullable Setting setting;
  boolean isTaken;
  boolean isOfPolicy;
  boolean decidesWhatRuns;
  List<String> aliases = List.of();

  FieldDescription(FieldKind kind) {
    this.kind = kind;
  }

  /// @param label the placeholder of the value in help; empty for a flag without one
  FieldDescription flags(String label, String... flags) {
    this.label = label;
    this.flags = List.of(flags);
    return this;
  }

  FieldDescription help(String sentence) {
    this.help = sentence;
    return this;
  }

  FieldDescription inForm(JobField.Place place, String hint) {
    this.place = place;
    this.hint = hint;
    return this;
  }

  FieldDescription ofPolicy() {
    this.isOfPolicy = true;
    return this;
  }

  FieldDescription decidingWhatRuns() {
    this.decidesWhatRuns = true;
    return this;
  }

  FieldDescription also(String... aliases) {
    this.aliases = List.of(aliases);
    return this;
  }
}
