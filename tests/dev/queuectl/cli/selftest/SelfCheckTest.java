package dev.queuectl.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import java.io.ByteArrayOutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelfCheckTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
  }

  @ParameterizedTest
  @ValueSource(strings = {"test_deliverables", "test-bonus-features"})
  void passes_on_this_machine_without_touching_the_queue(String name, @TempDir Path printed)
      throws Exception {
    var out = printed.resolve("out.txt");
    var program = new ProgramProcess(cli); // so that the programs it starts begin as fast
    try {
      var ran = program.start(ProgramProcess.words(name), Redirect.to(out.toFile()), out);
      assertThat(ran.process().waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(ran.printed()).doesNotContain("FAILED").contains("checks passed.");
      assertThat(ran.printed().lines())
          .hasSizeGreaterThan(9)
          .first()
          .asString()
          .startsWith("ok      ");
      assertThat(ran.process().exitValue()).isZero();
    } finally {
      program.close();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tells_what_is_not_as_it_should_be() {
    var options = new SharedOptions();
    var console = cli.console(cli.out, new ByteArrayOutputStream());
    var printer = new Printer(console, options);
    var checks =
        List.of(
            new Check("works", trial -> trial.done("enqueue", "true")),
            new Check("is wrong", trial -> trial.expectState("none", "completed")),
            new Check("exits wrongly", trial -> trial.ends(1, "enqueue", "true")),
            new Check("breaks", _ -> Integer.parseInt("x")));
    assertThat(new SelfCheck(console, Main.PROGRAM, printer).run(checks)).isEqualTo(1);
    printer.flush();
    assertThat(cli.out.toString().lines().map(line -> line.replaceFirst(" \\([^(]*\\)$", "")))
        .containsExactly(
            "ok      works",
            "FAILED  is wrong: show none --json exits 1, not 0: queuectl: there is no job \"none\"."
                + " See queuectl list --all.",
            "FAILED  exits wrongly: enqueue true exits 0, not 1",
            "FAILED  breaks: java.lang.NumberFormatException: For input string: \"x\"",
            "3 of 4 checks failed.");
  }

  @Test
  void is_called_by_the_names_of_the_family() {
    for (var name : List.of("test", "verify_all", "verify-all")) {
      assertThat(cli.run(name, "--help").out()).as(name).startsWith("Usage: queuectl test ");
    }
    var ran = cli.run("test", "everything");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("The parts are deliverables, bonus-features, enqueue, ");
  }

  @Test
  void a_scratch_queue_leaves_nothing_behind() {
    var queue =
        ScratchQueue.make(cli.console(cli.out, new ByteArrayOutputStream()), Main.PROGRAM, "tried");
    try (queue) {
      assertThat(queue.run("run", "echo hello; echo other >file").out()).isEqualTo("hello\n");
      assertThat(queue.directory().resolve("file")).hasContent("other");
    }
    assertThat(queue.directory()).doesNotExist();
  }
}
