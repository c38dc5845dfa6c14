package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.PatientReader;
import dev.queuectl.process.posix.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a command that ran under this process, as far as this process knows it. The journal
/// is read only if it may know better: reading it takes longer than a short command.
///
/// @param journal where it is recorded
/// @param key of the attempt
/// @param since when it was started
/// @param seenAt when its end was seen here
record EndReport(Path journal, String key, Moment since, Moment seenAt) {
  /// An end seen later than this was not seen when it happened: this process was stopped.
  private static final long LATE_MILLIS = 200;

  private static final Logger log = LoggerFactory.getLogger(EndReport.class);

  /// For an end whose time nobody recorded.
  Exit exit(SessionProcess process, End seen) throws IOException {
    return exit(process, seen, OptionalLong.empty());
  }

  /// @param seen the end, as far as this process can tell
  /// @param at when that was, as [Moment#boot], if it is known
  Exit exit(SessionProcess process, End seen, OptionalLong at) throws IOException {
    if (!isLate(at.orElse(since.boot())) && !isAmbiguous(seen) && !process.isAsked()) {
      return Exit.now(seen);
    }
    var entry = PatientReader.read(journal, key).orElse(null);
    var end = isAmbiguous(seen) && entry != null ? better(entry, seen) : seen;
    return new Exit(end, process.asked(entry), time(entry));
  }

  private static End better(JournalReader.Entry entry, End seen) {
    return entry.end() != null ? entry.end() : entry.hindered().orElse(seen);
  }

  private boolean isLate(long boot) {
    return seenAt.boot() - boot > LATE_MILLIS;
  }

  /// For codes above 128, only the shell's notice tells whether it was a signal; 1 and 2 are also
  /// the codes of a shell that could not start the command; and a shell that died may have recorded
  /// the end first.
  private static boolean isAmbiguous(End end) {
    return switch (end) {
      case End.Exited(var code) -> code > 128 || code == 1 || code == 2;
      case End.Signalled _, End.Lost _ -> true;
      case End.NotStarted _, End.Hindered _, End.NeverStarted _ -> false;
    };
  }

  /// The recorded end if this process missed it, as far as the journal can be read: if something
  /// has taken the place of `run/`, that does not undo the end.
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
