package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.PatientReader;
import dev.queuectl.process.journal.ProcessEnd;
import dev.queuectl.process.posix.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a command that ran under this process, as this process has come to know it. The
/// journal is asked only where it may know better: reading it takes longer than a short command.
///
/// @param journal where it is recorded
/// @param key of the attempt
/// @param since when it was started
/// @param seenAt when its end was seen here
record EndReport(Path journal, String key, Moment since, Moment seenAt) {
  /// What is seen later than this was not seen when it happened: this process was stopped.
  private static final long LATE_MILLIS = 200;

  private static final Logger log = LoggerFactory.getLogger(EndReport.class);

  /// For an end of which nobody has said when it was.
  Exit exit(SessionProcess process, ProcessEnd seen) throws IOException {
    return exit(process, seen, OptionalLong.empty());
  }

  /// @param seen its end, as far as this process can tell
  /// @param at when that was, as [Moment#boot], if it is known
  Exit exit(SessionProcess process, ProcessEnd seen, OptionalLong at) throws IOException {
    if (!isLate(at.orElse(since.boot())) && !isAmbiguous(seen) && !process.isAsked()) {
      return Exit.now(seen);
    }
    var entry = PatientReader.read(journal, key).orElse(null);
    var end = isAmbiguous(seen) && entry != null ? better(entry, seen) : seen;
    return new Exit(end, process.asked(entry), time(entry));
  }

  private static ProcessEnd better(JournalReader.Entry entry, ProcessEnd seen) {
    return entry.end() != null ? entry.end() : entry.hindered().orElse(seen);
  }

  private boolean isLate(long boot) {
    return seenAt.boot() - boot > LATE_MILLIS;
  }

  /// Above 128 only the shell's notice tells a signal, and 1 and 2 are what a shell says that could
  /// not start the command; and a shell that died may have recorded the end before.
  private static boolean isAmbiguous(ProcessEnd end) {
    return switch (end) {
      case ProcessEnd.Exited(var code) -> code > 128 || code == 1 || code == 2;
      case ProcessEnd.Signalled _, ProcessEnd.Lost _ -> true;
      case ProcessEnd.NotStarted _, ProcessEnd.Hindered _, ProcessEnd.NeverStarted _ -> false;
    };
  }

  /// The recorded one if this process has missed it, and can still see it: that something is in the
  /// place of `run/` by now does not undo the end.
  private Exit.Time time(JournalReader.@Nullable Entry entry) {
    if (entry == null || entry.end() == null) {
      return new Exit.Time.Now();
    }
    Exit.Time time;
    try {
      time = entry.time();
    } catch (IOException e) {
      log.warn("cannot read when it ended attempt={} reason={}", key, e.toString());
      return new Exit.Time.Now();
    }
    return time instanceof Exit.Time.After(Duration ran) && !isLate(since.boot() + ran.toMillis())
        ? new Exit.Time.Now()
        : time;
  }
}
