package dev.queuectl.store;

import dev.queuectl.Setting;
import dev.queuectl.Settings;

/// The configuration kept with the queue. Every method is one transaction, durable when it returns.
public interface ConfigStore {

  Settings settings();

  /// @param value as [Setting#checked] returned it
  void set(Setting setting, String value);

  /// Back to the default.
  void reset(Setting setting);
}
