package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Times;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.tie.Ties;
import io.micronaut.context.annotation.Prototype;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `enqueue 'CMD'`, `enqueue '{...}'`, `enqueue -- prog arg ...`, `enqueue --file F`
@Prototype
@Command(
    name = "enqueue",
    description = {
      "Add one or more jobs to the queue. Once the id is printed, the job survives a crash.",
      "A file has a shell command or a JSON object on each line, or is one JSON array; blank "
          + "lines and lines that begin with # are skipped. Options apply to whatever a line does "
          + "not set itself. Nothing is added until the whole file has been read.",
      "A command may be up to 130,816 bytes long. A job runs once: for something every night, let "
          + "cron call queuectl enqueue.",
      "Also: add CMD, add ID CMD."
    },
    footer = {
      "  queuectl enqueue 'pg_dump -f shop.dump shop' --timeout 1h --retries 5",
      "  queuectl enqueue '{\"id\": \"a1\", \"command\": \"sleep 2\", \"priority\": 5}'",
      "  queuectl enqueue --run-at 'tomorrow 09:00' 'make report'",
      "  queuectl enqueue -- convert \"my photo.png\" photo.jpg",
      "  queuectl enqueue --file jobs.jsonl --queue slow",
      "  find . -name '*.log' -print0 | queuectl enqueue -0 -- gzip {}"
    })
public final class EnqueueCommand implements Callable<Integer> {
  @Mixin NewJobOptions options = new NewJobOptions();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description =
          "Read jobs from a file; - is standard input. Either all of them are added, or none. "
              + "@FILE alone means the same.")
  @Nullable String file;

  @Option(
      names = {"-0", "--null"},
      description =
          "Read items from standard input, or from the file, that end in a NUL, as those of find "
              + "-print0: each is a command or, with a program after --, an argument: {} stands "
              + "for it (by default at the end). Names may have any bytes in them; one that begins "
              + "with a dash gets ./ before it.")
  boolean isNull;

  @Option(
      names = "--keep-going",
      description =
          "Add the good lines of a file even if others are broken, 500 at a time; the broken "
              + "ones are reported, and the exit code is 2.")
  boolean keepGoing;

  @Option(
      names = "--force",
      description =
          "Replace a job with the same id that is not running; its history and "
              + "output are deleted.")
  boolean force;

  @Option(names = "--id-first", hidden = true, description = "Two words are an id and a command.")
  boolean idFirst;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  CommandSpec spec;

  private final CommandContext context;
  private final EnqueueNotes notes;
  private final BulkEnqueuer bulk;
  private final PipedInput input;
  private final NewJobDefaults defaults;
  private final NewJobReader reader = new NewJobReader();

  EnqueueCommand(
      CommandContext context,
      EnqueueNotes notes,
      BulkEnqueuer bulk,
      PipedInput input,
      NewJobDefaults defaults) {
    this.context = context;
    this.notes = notes;
    this.defaults = defaults;
    this.bulk = bulk;
    this.input = input;
  }

  @Override
  public Integer call() {
    takeId();
    takeFile();
    refuseBoth();
    var console = context.console();
    var given = options.draft(console.env()).putIfGiven(input.given(options.stdin));
    var words = options.words;
    if (isNull) {
      return items(given);
    }
    if (file != null && (!words.isEmpty() || given.has(JobField.COMMAND))) {
      throw new QueueException.Invalid(
          "a command and a file cannot be combined", "Enqueue them one after the other.");
    }
    if (file != null && !file.equals("-")) {
      return bulk.file(console.cwd().resolve(file), given, force, keepGoing);
    }
    if (file != null || words.equals(List.of("-"))) {
      return many(console.in(), given);
    }
    if (words.isEmpty() && !given.has(JobField.COMMAND) && !console.inTerminal()) {
      return bulk.pipe(console.in(), given, force, keepGoing);
    }
    return one(given);
  }

  /// `add ID CMD`
  private void takeId() {
    var words = options.words;
    if (idFirst && words.size() == 2 && options.id == null && !options.isProgram(spec)) {
      options.id = words.getFirst();
      options.words = List.of(words.getLast());
      if (context.console().errTerminal()) {
        context
            .printer()
            .note("the id is %s, the command %s.".formatted(options.id, words.getLast()));
      }
    }
  }

  /// `enqueue @FILE`, and nowhere else: a command that begins so can be given by `--command`.
  private void takeFile() {
    var word = options.words.size() == 1 ? options.words.getFirst() : "";
    if (word.length() > 1 && word.startsWith("@") && file == null && !options.isProgram(spec)) {
      file = word.substring(1);
      options.words = List.of();
    }
  }

  /// There is one standard input.
  private void refuseBoth() {
    var isList =
        "-".equals(file)
            || options.words.equals(List.of("-"))
            || isNull && file == null
            || file == null && options.words.isEmpty() && options.command == null;
    if ("-".equals(options.stdin) && isList) {
      throw new QueueException.Invalid(
          "standard input cannot be both the list of jobs and what they read",
          "Put one of them into a file.");
    }
  }

  private int items(JobDraft given) {
    if (given.has(JobField.COMMAND) || !options.words.isEmpty() && !options.isProgram(spec)) {
      throw new QueueException.Invalid(
          "with --null, the items are the commands or their arguments",
          "Write a program after --: queuectl enqueue -0 -- gzip {}");
    }
    var console = context.console();
    var items = new ItemTemplate(options.words, console.platform());
    return file == null || file.equals("-")
        ? bulk.items(console.in(), given, items, force, keepGoing)
        : bulk.items(console.cwd().resolve(file), given, items, force, keepGoing);
  }

  private int one(JobDraft given) {
    var array = options.array(spec, context.printer()::note);
    if (array.isPresent()) {
      return many(new ByteArrayInputStream(array.get().getBytes(StandardCharsets.UTF_8)), given);
    }
    var draft =
        options.job(spec, given, reader, context.console().platform(), context.printer()::note);
    var job = draft.toJob(defaults.now());
    var stored = context.access().actions().enqueue(job, force);
    notes.ignored(reader);
    print(stored);
    notes.twins(stored);
    notes.skippedTime(draft);
    notes.added(List.of(job));
    options.typedCommand(spec).ifPresent(notes::command);
    if (!draft.has(JobField.STDIN)) {
      input.noteUnread();
    }
    return 0;
  }

  private void print(Enqueued stored) {
    var job = stored.only().orElseThrow();
    var printer = context.printer();
    printer.stored(
        "The job " + job.id() + " is stored.",
        () -> {
          if (printer.json()) {
            printer.object(
                json -> {
                  JobJson.fields(json, job, context.now(), false);
                  if (!job.ties().equals(Ties.NONE)) {
                    JobJson.ties(json, context.open().jobs().ties(job.seq()));
                  }
                  stored.twins().forEach(twin -> JobJson.fields(json, twin));
                });
          } else {
            var person = printer.terminal() && printer.talkative() && stored.twins().isEmpty();
            printer.line(person ? Printable.line(sentence(job)) : job.id());
          }
        });
  }

  /// A person sees whether the time was understood.
  private String sentence(Job job) {
    var isLater = job.runAt().isAfter(context.now());
    return "Enqueued %s%s%s%s."
        .formatted(
            job.id(),
            job.held() ? "; held" : "",
            job.ties().waitingOn() > 0
                ? "; waits for " + Numbers.counted(job.ties().waitingOn(), "other job")
                : "",
            isLater
                ? "; scheduled for " + Times.local(job.runAt(), context.console().zone().get())
                : "");
  }

  private int many(InputStream in, JobDraft otherwise) {
    return bulk.stream(in, otherwise, force, keepGoing);
  }
}
