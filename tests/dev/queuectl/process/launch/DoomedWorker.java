package dev.queuectl.process.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A worker to be killed: launches its second argument under the key 1.1, with its third one as a
/// variable, if there is one, and waits for its fate.
final class DoomedWorker {
  private DoomedWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    var directory = Path.of(arguments[0]);
    var launcher = Launcher.forThisPlatform(directory.resolve("run/doomed.journal"), directory);
    var env = new HashMap<>(Map.of("QUEUECTL_JOB_ID", "jöb 1"));
    if (arguments.length > 2) {
      env.put(arguments[2], "");
    }
    new Runs(launcher, directory).start(arguments[1], arguments[0], env);
    Thread.currentThread().join();
  }
}
