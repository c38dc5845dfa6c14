package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.console.Style;
import dev.queuectl.process.output.BoundedLog;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventPrinterTest {
  @TempDir Path directory;

  @Test
  void the_log_of_a_worker_in_the_background_does_not_grow_without_end() throws Exception {
    var file = directory.resolve("w1.log");
    try (var out = new FileOutputStream(file.toFile(), true)) {
      var console = new Cli(directory).console(out, OutputStream.nullOutputStream());
      var printer = new Printer(console, new SharedOptions());
      try (var printed =
          new EventPrinter(printer, console, null, new BoundedLog(file, 20_000), false)) {
        for (var i = 0; i < 5_000; i++) {
          printed.say(Style.PLAIN, "line " + i + " of many that say the same");
        }
      }
    }
    assertThat(Files.size(file)).isLessThan(30_000);
    assertThat(Files.readAllLines(file)).endsWith("line 4999 of many that say the same");
  }
}
