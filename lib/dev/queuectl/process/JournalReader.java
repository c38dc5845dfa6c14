package dev.queuectl.process;

import dev.queuectl.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the records of one attempt in a journal. What is no record is skipped, save that any text
/// between the two records of an attempt is the shell's notice about a signal.
final class JournalReader {
  private static final Pattern RECORD = Pattern.compile("([sbne]) (\\S+) (\\d{1,10})( ?\\S*)");

  private final Path file;
  private final String token;
  private @Nullable Entry entry;
  private boolean noticed;

  private JournalReader(Path file, String key) {
    this.file = file;
    this.token = Journal.token(file, key);
  }

  /// What a journal says about an attempt.
  ///
  /// @param pid of its wrapper
  /// @param file where it says so
  /// @param token in its wrapper's arguments, see [Journal#token]
  /// @param begun whether a slot's shell has found nobody else's output and begun with the command
  /// @param end null while there is no exit record
  /// @param last whether no other one was started after it
  record Entry(
      long pid, Path file, String token, boolean begun, @Nullable ProcessEnd end, boolean last) {}

  /// The records of an attempt in any file of any worker: who takes over from a dead worker does
  /// not know whom that one had taken it over from.
  static Optional<Entry> find(Path directory, String key) throws IOException {
    for (var file : Journals.in(directory)) {
      var entry = read(file, key);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /// The records of an attempt in one file.
  static Optional<Entry> read(Path file, String key) throws IOException {
    var reader = new JournalReader(file, key);
    var text = text(file);
    text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(reader::accept);
    return Optional.ofNullable(reader.entry);
  }

  /// Whether a journal was begun on this host since it was last started.
  static boolean isOfThisBoot(Path file) throws IOException {
    return maker(file).map(maker -> maker.hostId().equals(Identities.hostId())).orElse(true);
  }

  /// Whether the worker that made a journal is dead (or out of sight). One without its first line
  /// is being made this moment.
  static boolean isOrphaned(Path file) throws IOException {
    return maker(file).map(m -> Identities.isAlive(m) != Identities.Liveness.ALIVE).orElse(false);
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

  private void accept(String line) {
    var record = RECORD.matcher(line);
    if (!record.matches()) {
      noticed |= !line.isBlank();
    } else if (record.group(2).equals(token)) {
      accept(record.group(1), Long.parseLong(record.group(3)), !record.group(4).isBlank());
    } else if (entry != null && record.group(1).equals("s")) {
      entry = new Entry(entry.pid, file, token, entry.begun, entry.end, false);
    }
  }

  private void accept(String kind, long number, boolean bash) {
    if (kind.equals("s")) {
      entry = new Entry(number, file, token, false, null, true);
      noticed = false;
    } else if (entry != null) {
      var end =
          switch (kind) {
            case "b" -> null;
            case "n" -> new ProcessEnd.NeverStarted();
            default -> Wrapper.end((int) number, noticed, bash);
          };
      entry = new Entry(entry.pid, file, token, end == null || entry.begun, end, entry.last);
    }
  }
}
