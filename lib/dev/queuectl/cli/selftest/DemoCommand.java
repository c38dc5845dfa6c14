package dev.queuectl.cli.selftest;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Program;
import dev.queuectl.cli.console.Style;
import dev.queuectl.report.JsonValues;
import dev.queuectl.report.ShellWords;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`
@Prototype
@Command(
    name = "demo",
    description = {
      "Show what QueueCTL does: a worker with two slots runs a dozen jobs in a queue of their "
          + "own. Some succeed, some fail and are retried, time out or end up in the dead letter "
          + "queue.",
      "Takes a few seconds. Your queue is not touched, and nothing is left behind unless "
          + "--keep is given."
    },
    footer = {"  queuectl demo", "  queuectl demo --keep"})
public final class DemoCommand implements Callable<Integer> {
  private static final List<String[]> JOBS =
      List.of(
          job("hello", "echo \"Hello, I am job $QUEUECTL_JOB_ID.\""),
          job("urgent", "echo first", "--priority", "10"),
          job("idle", "echo last", "--priority", "-5"),
          job("flaky", "[ $QUEUECTL_ATTEMPT = 2 ] || { echo \"no luck\" >&2; exit 1; }"),
          job("broken", "echo \"disk on fire\" >&2; exit 3"),
          job("missing", "no-such-program --at-all", "--retries", "1"),
          job("endless", "sleep 60", "--timeout", "1s", "--retries", "1"),
          job("later", "date", "--delay", "1s"),
          job("greeter", "echo \"Hello, $NAME.\"", "--env", "NAME=world"),
          job("elsewhere", "pwd", "--cwd", "/"),
          job("chatty", "seq 1 100000"),
          job("mail", "echo sent", "--queue", "mail"));

  @Option(names = "--keep", description = "Keep the queue and say where it is.")
  boolean keep;

  private final Console console;
  private final Program program;
  private final Printer printer;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  DemoCommand(Console console, Program program, Printer printer) {
    this.console = console;
    this.program = program;
    this.printer = printer;
  }

  private static String[] job(String id, String command, String... options) {
    var words = new String[options.length + 4];
    System.arraycopy(new String[] {"enqueue", "--id", id, command}, 0, words, 0, 4);
    System.arraycopy(options, 0, words, 4, options.length);
    return words;
  }

  @Override
  public Integer call() {
    var beganAt = console.clock().instant();
    try (var queue = ScratchQueue.make(console, program, "demo")) {
      console
          .interrupts()
          .accept(
              signal -> {
                interrupted.set(true);
                queue.interrupt(signal);
              });
      play(queue);
      if (!interrupted.get()) {
        summarize(queue, Durations.between(beganAt, console.clock().instant()));
      }
      if (keep) {
        queue.keep();
      }
    }
    return interrupted.get() ? Failures.FAILED : 0;
  }

  private void play(ScratchQueue queue) {
    say("A throw-away queue. Retries come after one second, so that you need not wait:");
    step(queue, "config", "set", "backoff_base", "1");
    say("A dozen jobs. Each is on disk by the time its id is printed:");
    JOBS.forEach(job -> step(queue, job));
    say("A worker with two slots, until there is nothing left to do:");
    step(queue, "worker", "start", "--count", "2", "--drain");
    say("How they ended:");
    step(queue, "list");
    say("The output of every attempt is kept:");
    step(queue, "logs", "flaky");
    say("Jobs that failed for good are in the dead letter queue, grouped by cause:");
    step(queue, "dlq", "analyze");
  }

  private void say(String sentence) {
    if (printer.talkative() && !interrupted.get()) {
      printer.line("");
      printer.line(printer.styled(Style.BOLD, sentence));
      printer.flush();
    }
  }

  private void step(ScratchQueue queue, String... words) {
    if (interrupted.get()) {
      return;
    }
    if (!printer.talkative()) {
      queue.run(words);
      return;
    }
    printer.line(printer.styled(Style.CYAN, "$ queuectl " + ShellWords.quoted(List.of(words))));
    printer.flush();
    queue.show(words);
  }

  private void summarize(ScratchQueue queue, Duration took) {
    var counts = JsonValues.object(queue.run("status", "--json").out());
    if (printer.json()) {
      json(counts, queue);
      return;
    }
    say(
        "%d jobs in %s: %s completed, %s in the dead letter queue."
            .formatted(
                JOBS.size(),
                Durations.text(took),
                counts.get(JobState.COMPLETED.word()),
                counts.get(JobState.DEAD.word())));
    if (printer.talkative()) {
      next(queue);
    }
  }

  private void next(ScratchQueue queue) {
    if (keep) {
      printer.line("The queue was kept: export QUEUECTL_DB=" + queue.database());
      printer.line("Then: queuectl show broken, queuectl dlq retry --all, queuectl worker start.");
      return;
    }
    printer.line("Nothing of it is left. Now try your own:");
    printer.line("  queuectl enqueue 'echo hello'      adds a job");
    printer.line("  queuectl worker start --count 4    runs jobs until Ctrl-C");
    printer.line("  queuectl help                      all commands");
  }

  private void json(Map<String, @Nullable Object> counts, ScratchQueue queue) {
    printer.object(
        json -> {
          json.field("jobs", (long) JOBS.size());
          for (var state : JobState.values()) {
            if (counts.get(state.word()) instanceof Long count) {
              json.field(state.word(), count);
            }
          }
          json.field("database", keep ? queue.database().toString() : null);
        });
  }
}
