package dev.queuectl.process.launch;

import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.posix.Children;
import dev.queuectl.process.posix.Environment;
import dev.queuectl.process.posix.Moment;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.NativeWait;
import dev.queuectl.process.posix.Pipe;
import dev.queuectl.process.posix.SpawnFailure;
import dev.queuectl.process.posix.SpawnRequest;
import dev.queuectl.process.posix.Umask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A shell in a session of its own that runs one command after another, each in a subshell. That
/// saves one `exec` per command, which is most of what a short one costs.
///
/// It reads what to run from a pipe that only this process has open: when this process dies, the
/// shell finishes its current command, records the end, and exits.
final class SlotShell {
  private static final int LONGEST_REPORT = 64;
  private static final String REFUSED = "n";

  private final long pid;
  private final int input;
  private final int reports;
  private final Journal journal;
  private final Spool spool;
  private final @Nullable JobEnvironment environment;
  private final @Nullable Readers readers;
  private final Traits traits;
  private boolean builtin;
  private boolean dismissed;
  private boolean reaped;
  private int status;

  private SlotShell(
      long pid,
      int input,
      int reports,
      Journal journal,
      Spool spool,
      @Nullable JobEnvironment environment,
      @Nullable Readers readers) {
    this.pid = pid;
    this.input = input;
    this.reports = reports;
    this.journal = journal;
    this.spool = spool;
    this.environment = environment;
    this.readers = readers;
    this.traits = new Traits(pid);
  }

  /// What became of a command.
  sealed interface Report {
    /// It has ended, as `$?` says.
    ///
    /// @param at as [Moment#boot]; empty if the shell did not read the time
    record Ended(int code, OptionalLong at) implements Report {}

    /// The attempt belongs to another worker.
    record Refused() implements Report {}

    /// The shell is dead.
    record Gone() implements Report {}
  }

  /// @param journal to record in, for this shell alone
  /// @param environment of its commands; null for that of this process
  static SlotShell start(Journal journal, Spool spool, @Nullable JobEnvironment environment)
      throws IOException {
    return start(journal, spool, new Environment("/", environment, Map.of()), null);
  }

  /// Starts one for a single command, which prints through pipes.
  ///
  /// @param launch the command
  static SlotShell startForOne(Journal journal, Spool spool, Launch launch) throws IOException {
    spool.prepare();
    var readers = Readers.start(spool);
    try {
      var environment = new Environment(launch.cwd(), launch.environment(), launch.env());
      var shell = start(journal, spool, environment, readers);
      readers.closeInputs();
      return shell;
    } catch (IOException e) {
      readers.closeInputs();
      readers.await();
      throw e;
    }
  }

  private static SlotShell start(
      Journal journal, Spool spool, Environment environment, @Nullable Readers readers)
      throws IOException {
    var input = Pipe.open();
    Pipe reports;
    try {
      reports = Pipe.open();
    } catch (IOException e) {
      Native.close(input.readEnd());
      Native.close(input.writeEnd());
      throw e;
    }
    try {
      var arguments = List.of("sh", "-s", "--", journal.token(""));
      var piped = new SpawnRequest.Piped(input.readEnd(), reports.writeEnd(), journal.fd());
      var streams =
          readers == null
              ? piped
              : new SpawnRequest.Read(piped, readers.stdout(), readers.stderr());
      var pid = new SpawnRequest(arguments, environment.cwd(), environment, streams).start();
      if (pid < 0) {
        Native.close(input.writeEnd());
        Native.close(reports.readEnd());
        throw new SpawnFailure((int) -pid);
      }
      var shell =
          new SlotShell(
              pid,
              input.writeEnd(),
              reports.readEnd(),
              journal,
              spool,
              environment.base(),
              readers);
      shell.tell(SlotScript.functions());
      return shell;
    } finally {
      Native.close(input.readEnd());
      Native.close(reports.writeEnd());
    }
  }

  /// Also the number of its session.
  long pid() {
    return pid;
  }

  Journal journal() {
    return journal;
  }

  Spool spool() {
    return spool;
  }

  /// Whether its commands have that environment.
  boolean isIn(@Nullable JobEnvironment other) {
    return Objects.equals(environment, other);
  }

  /// Whether it is for a single command, which prints through pipes: all output is in the spool
  /// when the shell is reaped.
  boolean isForOne() {
    return readers != null;
  }

  /// Whether its last command was a builtin, which leaves no process behind that runs or has a file
  /// open.
  boolean ranBuiltin() {
    return builtin;
  }

  /// Whether no command has changed what the next one inherits.
  boolean isAsStarted() {
    return builtin || traits.areUnchanged();
  }

  /// Lets it run a command, which its next report is about.
  ///
  /// @return false if it is dead or dismissed, and did not receive it
  boolean run(Launch launch) {
    builtin = launch.isBuiltin();
    var token = journal.token(launch.key());
    var now = Moment.now();
    return tell(
        readers == null
            ? SlotScript.call(launch, token, now, spool, Umask.own())
            : SlotScript.callForOne(launch, token, now, Umask.own()));
  }

  private synchronized boolean tell(String text) {
    return !dismissed && Pipe.write(input, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Blocks for at most that time.
  ///
  /// @return null if the command runs on
  @Nullable Report await(int millis) {
    return NativeWait.awaitReadable(reports, millis) ? await() : null;
  }

  /// Blocks until it reports.
  Report await() {
    var line = Pipe.readLine(reports, LONGEST_REPORT);
    if (line == null) {
      return new Report.Gone();
    }
    return line.equals(REFUSED) ? new Report.Refused() : ended(line);
  }

  private static Report ended(String line) {
    var words = line.split(" ");
    var at = words.length > 1 ? Moment.boot(words[1]) : OptionalLong.empty();
    return new Report.Ended(Integer.parseInt(words[0]), at);
  }

  /// Lets it exit when it has finished its current command.
  synchronized void dismiss() {
    if (!dismissed) {
      dismissed = true;
      Native.close(input);
    }
  }

  /// Dismisses it and blocks until it is dead; once is enough.
  ///
  /// @return its status, see [Children#reap]
  int reap() {
    if (!reaped) {
      reaped = true;
      dismiss();
      NativeWait.awaitChild(pid);
      status = Children.reap(pid);
      Native.close(reports);
      traits.close();
      if (readers != null) {
        readers.await();
      }
    }
    return status;
  }
}
