package dev.queuectl.store;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The configuration kept with the queue. Every method is one transaction, durable when it returns.
public interface ConfigStore {

  Settings settings();

  /// @param values as [Setting#checked] returned them; null for the default
  void set(Map<Setting, @Nullable String> values);
}
