package dev.queuectl.store;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import org.jspecify.annotations.Nullable;

/// The configuration kept with the queue. Every method is one transaction, durable when it returns.
public interface ConfigStore {

  Settings settings();

  /// @param value as [Setting#checked] returned it; null for the default
  void set(Setting setting, @Nullable String value);
}
