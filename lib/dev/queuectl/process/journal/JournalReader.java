package dev.queuectl.process.journal;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Moment;
import dev.queuectl.process.posix.Platform;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the records of one attempt in a journal. Anything else is skipped, except for text between
/// the two records of an attempt: that is the shell's notice about a signal.
public final class JournalReader {
  private static final Pattern RECORD = Pattern.compile("([sbnea]) (\\S+) (\\d{1,10})( ?\\S*)");

  /// The notice of a shell that it has received SIGINT itself, along with its command.
  public static final String INTERRUPT = "Interrupt";

  /// More than the records of one attempt take.
  private static final int TAIL_BYTES = 4096;

  private final Path file;
  private final String token;
  private boolean found;
  private long pid;
  private @Nullable Moment started;
  private boolean begun;
  private @Nullable End end;
  private OptionalLong endedAt = OptionalLong.empty();
  private @Nullable StopReason asked;
  private boolean last;
  private boolean noticed;
  private boolean interrupted;
  private @Nullable String trouble;

  private JournalReader(Path file, String key) {
    this.file = file;
    this.token = Journal.token(file, key);
  }

  /// What a journal says about an attempt.
  ///
  /// @param pid of its wrapper
  /// @param file where it says so
  /// @param token in its wrapper's arguments, see [Journal#token]
  /// @param started null in a journal of an earlier version
  /// @param begun whether a slot's shell has found no output of anybody else's and begun the
  ///   command
  /// @param end null while there is no exit record
  /// @param endedAt as [Moment#boot]; empty where the shell did not read it
  /// @param asked why it was asked to end, if it was before it ended
  /// @param last whether no other attempt was started after it
  /// @param trouble the shell's own words if it could not start the command
  public record Entry(
      long pid,
      Path file,
      String token,
      @Nullable Moment started,
      boolean begun,
      @Nullable End end,
      OptionalLong endedAt,
      @Nullable StopReason asked,
      boolean last,
      @Nullable String trouble) {

    /// The same under the pid by which another namespace knows its wrapper.
    public Entry at(long pid) {
      return new Entry(pid, file, token, started, begun, end, endedAt, asked, last, trouble);
    }

    /// When it ended. If the shell did not read the time, the file's own time will do: the exit
    /// record was the last thing written.
    public Exit.Time time() throws IOException {
      if (started != null && endedAt.isPresent()) {
        var millis = Math.max(0, endedAt.getAsLong() - started.boot());
        return new Exit.Time.After(Duration.ofMillis(millis));
      }
      return new Exit.Time.At(Files.getLastModifiedTime(file).toInstant());
    }

    /// What its shell's death means without an exit record: the shell itself could not go on.
    public Optional<End> hindered() {
      return end == null && trouble != null
          ? Optional.of(ShellTrouble.end(trouble))
          : Optional.empty();
    }
  }

  /// The records of an attempt in any file of any worker: the dead worker may itself have taken the
  /// attempt over, from a worker unknown to its heir.
  public static Optional<Entry> find(Path directory, String key) throws IOException {
    for (var file : Journals.in(directory)) {
      var entry = read(file, key);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /// The records of an attempt in one file.
  public static Optional<Entry> read(Path file, String key) throws IOException {
    return read(file, key, text(file));
  }

  private static Optional<Entry> read(Path file, String key, String text) {
    var reader = new JournalReader(file, key);
    text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(reader::accept);
    return reader.entry();
  }

  /// The records of the last attempt in a file, without reading all of it.
  public static Optional<Entry> readLast(Path file, String key) throws IOException {
    var tail = tail(file);
    return tail.contains("\ns " + Journal.token(file, key) + " ")
        ? read(file, key, tail)
        : read(file, key);
  }

  private static String tail(Path file) throws IOException {
    try (var opened = new RandomAccessFile(file.toFile(), "r")) {
      var bytes = new byte[(int) Math.min(opened.length(), TAIL_BYTES)];
      opened.seek(opened.length() - bytes.length);
      opened.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (FileNotFoundException e) {
      return text(file); // which says why
    }
  }

  /// Whether a journal was begun on this host, since its last boot.
  public static boolean isOfThisBoot(Path file) throws IOException {
    return maker(file)
        .map(maker -> Identities.areOfOneBoot(maker.hostId(), Identities.hostId()))
        .orElse(true);
  }

  /// Whether the pids in a journal mean nothing to this process.
  public static boolean isOutOfSight(Path file) throws IOException {
    return maker(file).map(m -> Identities.isAlive(m) == Identities.Liveness.UNKNOWN).orElse(false);
  }

  /// Whether the worker that created a journal is dead; where that cannot be seen, whether no
  /// process holds it open. A journal without its first line is just being created.
  static boolean isOrphaned(Path file) throws IOException {
    var maker = maker(file);
    return maker.isPresent()
        && switch (Identities.isAlive(maker.get())) {
          case ALIVE -> false;
          case DEAD -> true;
          case UNKNOWN -> !Journal.isHeld(file);
        };
  }

  /// Whether there is a record of any of these attempts.
  static boolean mentions(Path file, Set<String> keys) throws IOException {
    return keys(file).anyMatch(keys::contains);
  }

  /// Whether all attempts in it are of one store.
  static boolean isOfStore(Path file, String storeId) throws IOException {
    return keys(file).allMatch(key -> key.startsWith(storeId + "."));
  }

  private static Stream<String> keys(Path file) throws IOException {
    var suffix = Journal.token(file, "");
    return text(file)
        .lines()
        .map(RECORD::matcher)
        .filter(Matcher::matches)
        .map(record -> record.group(2))
        .filter(token -> token.endsWith(suffix))
        .map(token -> token.substring(0, token.length() - suffix.length()));
  }

  private static Optional<ProcessIdentity> maker(Path file) throws IOException {
    var text = text(file);
    var end = text.indexOf('\n');
    if (end < 0 || !text.startsWith(Journal.HEADER)) {
      return Optional.empty();
    }
    var words = text.substring(Journal.HEADER.length(), end).split(" ");
    return Optional.of(new ProcessIdentity(words[0], number(words, 1), number(words, 2)));
  }

  private static long number(String[] words, int at) {
    return at < words.length ? Long.parseLong(words[at]) : 0;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return ""; // deleted since it was listed
    }
  }

  private Optional<Entry> entry() {
    return found
        ? Optional.of(
            new Entry(pid, file, token, started, begun, end, endedAt, asked, last, trouble))
        : Optional.empty();
  }

  private void accept(String line) {
    var record = RECORD.matcher(line);
    if (!record.matches()) {
      interrupted |= line.equals(INTERRUPT);
      noticed |= !line.isBlank() && !line.equals(INTERRUPT);
      if (last && end == null && ShellTrouble.isIn(line)) {
        trouble = line;
      }
      return;
    }
    var rest = record.group(4).strip();
    if (record.group(2).equals(token)) {
      accept(record.group(1), Long.parseLong(record.group(3)), rest);
    } else if (record.group(1).equals("s")) {
      followedBy(Moment.of(rest));
    }
  }

  private void accept(String kind, long number, String rest) {
    switch (kind) {
      case "s" -> start(number, rest);
      case "b" -> begun = true;
      case "a" -> ask(rest);
      case "n" -> end = new End.NeverStarted();
      default -> end((int) number, rest);
    }
  }

  private void start(long number, String moment) {
    found = true;
    last = true;
    pid = number;
    started = Moment.of(moment).orElse(null);
    begun = false;
    noticed = false;
    interrupted = false;
    trouble = null;
    end = null;
    endedAt = OptionalLong.empty();
  }

  /// A request after the end came too late. One may stand before the start, since two processes
  /// write the two.
  private void ask(String word) {
    if (asked == null && end == null) {
      asked = StopReason.of(word).orElse(null);
    }
  }

  /// @param rest `<time>:<version of bash>`, both may be empty; formerly only the second
  private void end(int code, String rest) {
    var colon = rest.indexOf(':');
    end =
        trouble != null && code > 0
            ? ShellTrouble.end(trouble)
            : end(code, !rest.substring(colon + 1).isEmpty());
    endedAt = colon < 0 ? OptionalLong.empty() : Moment.boot(rest.substring(0, colon));
  }

  /// What a shell's exit code says about the command, with its notices: it is silent for PIPE, and
  /// for INT unless it was meant, too.
  ///
  /// @param bash whether it is bash, which writes no notices when called as sh
  private End end(int code, boolean bash) {
    if (code == 128 + Platform.SIGINT && interrupted) {
      return new End.Signalled(Platform.SIGINT);
    }
    var silent = code == 128 + Platform.SIGPIPE;
    return noticed || silent || bash ? End.ofShellCode(code) : new End.Exited(code);
  }

  /// It ended before the next one was started.
  private void followedBy(Optional<Moment> next) {
    if (last && end != null && endedAt.isEmpty() && next.isPresent()) {
      endedAt = OptionalLong.of(next.get().boot());
    }
    last = false;
  }
}
