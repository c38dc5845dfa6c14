package dev.queuectl.cli.queue;

import dev.queuectl.Setting;
import dev.queuectl.cli.console.FamilyKey;
import dev.queuectl.cli.console.Printer;
import jakarta.inject.Singleton;

/// The keys of the configuration as they are typed: ours, and those that scripts of the family use
/// for them, which are taken with a note.
@Singleton
final class ConfigKeys {
  private final Printer printer;

  ConfigKeys(Printer printer) {
    this.printer = printer;
  }

  /// @throws dev.queuectl.QueueException.Invalid naming the nearest
  Setting setting(String typed) {
    return FamilyKey.of(typed).map(FamilyKey::setting).orElseGet(() -> Setting.of(typed));
  }

  /// The value that our key is to have.
  ///
  /// @throws dev.queuectl.QueueException.Invalid if it does not accept that
  String checked(String typed, String value) {
    var family = FamilyKey.of(typed);
    return family
        .map(key -> key.setting().checked(key.ours(value)))
        .orElseGet(() -> Setting.of(typed).checked(value));
  }

  /// The value of our key, in the unit of the one that was typed.
  String shown(String typed, String value) {
    return FamilyKey.of(typed).map(key -> key.theirs(value)).orElse(value);
  }

  /// Says which of our keys it is.
  void note(String typed) {
    FamilyKey.of(typed).ifPresent(key -> printer.note(key.meaning(typed) + "."));
  }
}
