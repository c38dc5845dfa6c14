package dev.queuectl.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A process of the program under trial: a worker, or one command.
///
/// @param id of the worker
record WorkerProcess(String id, Process process) {

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void send(int signal) {
    if (process.isAlive()) {
      Processes.send(pid(), signal);
    }
  }

  /// Ends it as a crash does, and returns when it is gone.
  void crash() throws InterruptedException {
    send(Processes.KILL);
    process.waitFor();
  }

  /// @return its exit code, -1 if it has not ended in that time
  int exitCode(int seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /// Starts a Java program with this one's classes.
  ///
  /// @param options of the JVM, the main class and its arguments
  static WorkerProcess start(String id, Site site, List<String> options) throws IOException {
    return start(id, site, new Owner(List.of()), options);
  }

  /// The same under another user.
  static WorkerProcess start(String id, Site site, Owner owner, List<String> options)
      throws IOException {
    var builder = new ProcessBuilder(new ArrayList<>(owner.words()));
    builder.command().addAll(java());
    builder.command().addAll(options);
    builder.environment().put(Processes.VARIABLE, site.directory().toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(site.directory().resolve(id + ".log").toFile()));
    return new WorkerProcess(id, builder.start());
  }

  private static List<String> java() {
    var program = java.nio.file.Path.of(System.getProperty("java.home"), "bin/java").toString();
    return List.of(
        program,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "-Dorg.jooq.no-logo=true",
        "-Dorg.jooq.no-tips=true",
        "-cp",
        System.getProperty("java.class.path"));
  }
}
