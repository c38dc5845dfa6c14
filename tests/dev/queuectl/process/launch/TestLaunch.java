package dev.queuectl.process.launch;

import java.nio.file.Path;
import java.util.Map;

/// Launches for tests. What a launch has more of is added here, once.
public final class TestLaunch {
  private TestLaunch() {}

  /// In the directory, where its output goes as well.
  public static Launch in(Path directory, String key, String command) {
    return in(directory, key, command, directory.toString(), Map.of());
  }

  /// With its output in the directory, named by the key.
  public static Launch in(
      Path directory, String key, String command, String cwd, Map<String, String> env) {
    var stdout = directory.resolve(key + ".out");
    return into(stdout, directory.resolve(key + ".err"), key, command, cwd, env);
  }

  /// With its output in these files.
  public static Launch into(
      Path stdout, Path stderr, String key, String command, String cwd, Map<String, String> env) {
    return new Launch(key, command, cwd, env, stdout, stderr);
  }
}
