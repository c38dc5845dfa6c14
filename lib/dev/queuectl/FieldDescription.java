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
  @Nullable String column;
  List<String> aliases = List.of();

  FieldDescription(FieldKind kind) {
    this.kind = kind;
  }

  static FieldKind text() {
    return new FieldKind.Text(false, "a string");
  }

  static FieldDescription is(FieldKind kind) {
    return new FieldDescription(kind);
  }

  /// The value configured when a job is enqueued is the job's own from then on.
  static FieldDescription taking(Setting setting) {
    var description = following(setting);
    description.isTaken = true;
    return description;
  }

  /// If a job does not set it, whatever is configured at the time applies.
  static FieldDescription following(Setting setting) {
    var description = is(setting.kind());
    description.setting = setting;
    return description;
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

  /// In a column of another name, where its key would be a word of SQL.
  FieldDescription ofPolicy(String column) {
    this.column = column;
    return ofPolicy();
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
