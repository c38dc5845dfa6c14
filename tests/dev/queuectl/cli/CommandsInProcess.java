package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.ShellWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// A `queuectl` on the path of scripts whose commands run in this JVM, one at a time: for tests of
/// the scripts themselves, as a JVM for each command takes half a second of processor time. The
/// commands get no standard input.
final class CommandsInProcess {
  private static final String SCRIPT =
      """
      #!/bin/sh
      calls=%s
      call=$(mktemp -d "$calls/call.XXXXXX") || exit 70
      mkfifo "$call/code"
      pwd >"$call/cwd"
      env -0 >"$call/env"
      printf '%%s\\0' "$@" >"$call/words"
      echo "$call" >"$calls/next"
      read -r code <"$call/code"
      cat "$call/out"
      cat "$call/err" >&2
      exit "$code"
      """;

  private final Path calls;
  private final Thread server = new Thread(this::serve, "commands of scripts");

  /// @param folder of the `PATH`
  /// @param calls a directory for it alone
  CommandsInProcess(Path folder, Path calls) throws IOException, InterruptedException {
    this.calls = calls;
    var script = folder.resolve("queuectl");
    Files.writeString(script, SCRIPT.formatted(ShellWords.quoted(List.of(calls.toString()))));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(new ProcessBuilder("mkfifo", next().toString()).start().waitFor()).isZero();
    server.setDaemon(true);
    server.start();
  }

  private Path next() {
    return calls.resolve("next");
  }

  /// Until a line is empty.
  private void serve() {
    try {
      for (var call = Files.readString(next()).strip();
          !call.isEmpty();
          call = Files.readString(next()).strip()) {
        answer(Path.of(call));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(Path call) throws IOException {
    var cli = new Cli(calls);
    cli.clock = InstantSource.system();
    cli.cwd = Path.of(Files.readString(call.resolve("cwd")).strip());
    cli.env.clear();
    strings(call.resolve("env"))
        .map(variable -> variable.split("=", 2))
        .forEach(variable -> cli.env.put(variable[0], variable[1]));
    var ran = cli.run(strings(call.resolve("words")).toArray(String[]::new));
    Files.writeString(call.resolve("out"), ran.out());
    Files.writeString(call.resolve("err"), ran.err());
    Files.writeString(call.resolve("code"), ran.code() + "\n");
  }

  /// As many as end in a zero byte.
  private static Stream<String> strings(Path file) throws IOException {
    var all = Files.readString(file, StandardCharsets.UTF_8);
    return all.isEmpty()
        ? Stream.of()
        : Stream.of(all.substring(0, all.length() - 1).split("\0", -1));
  }

  void close() throws IOException, InterruptedException {
    Files.writeString(next(), "\n");
    server.join();
  }
}
