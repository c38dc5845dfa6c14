package dev.queuectl.cli.worker;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Workers that are started, asked and stopped by commands in this process.
abstract class WorkerCalls {
  @TempDir Path directory;
  Cli cli;

  @BeforeEach
  void open() {
    cli = cli();
  }

  Cli cli() {
    var made = new Cli(directory);
    made.clock = InstantSource.system();
    made.env.put("PATH", System.getenv("PATH"));
    return made;
  }

  Cli.Ran words(String line) {
    return cli.run(line.split(" "));
  }

  /// A worker on a thread of its own.
  record Started(Cli cli, CompletableFuture<Cli.Ran> ended) {
    Cli.Ran end() throws Exception {
      return ended.get(60, TimeUnit.SECONDS);
    }
  }

  boolean isServed() {
    var ran = cli.run("worker", "status", "--json");
    assertThat(ran.err()).isEmpty();
    return !ran.out().equals("[]\n");
  }

  Started start(String... args) {
    var own = cli();
    var ended = new CompletableFuture<Cli.Ran>();
    Thread.ofPlatform().daemon().start(() -> ended.complete(own.run(args)));
    until("it has joined", this::isServed);
    return new Started(own, ended);
  }
}
