package dev.queuectl.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the records of one attempt in a journal. What is no record is skipped, save that any text
/// between the two records of an attempt is the shell's notice about a signal.
final class JournalReader {
  private static final Pattern RECORD = Pattern.compile("([se]) (\\S+) (\\d{1,10})( ?\\S*)");

  private final String token;
  private @Nullable Entry entry;
  private boolean noticed;

  private JournalReader(String token) {
    this.token = token;
  }

  /// What a journal says about an attempt.
  ///
  /// @param pid of its wrapper
  /// @param token in its wrapper's arguments, see [Journal#token]
  /// @param end null while there is no exit record
  record Entry(long pid, String token, @Nullable ProcessEnd end) {}

  /// The records of an attempt in any file of a worker.
  static Optional<Entry> find(Path prefix, String key) throws IOException {
    for (var file : Journals.files(prefix)) {
      var entry = read(file, key);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /// The records of an attempt in one file.
  static Optional<Entry> read(Path file, String key) throws IOException {
    var reader = new JournalReader(Journal.token(file, key));
    var text = text(file);
    text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(reader::accept);
    return Optional.ofNullable(reader.entry);
  }

  /// Whether the journal was begun on this host since it was last started; true without a journal.
  static boolean isOfThisBoot(Path prefix) throws IOException {
    var own = Journal.HEADER + Identities.hostId();
    for (var file : Journals.files(prefix)) {
      var header = text(file).lines().findFirst().orElse(own);
      if (!header.equals(own)) {
        return false;
      }
    }
    return true;
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
    }
  }

  private void accept(String kind, long number, boolean bash) {
    if (kind.equals("s")) {
      entry = new Entry(number, token, null);
      noticed = false;
    } else if (entry != null) {
      entry = new Entry(entry.pid, token, Wrapper.end((int) number, noticed, bash));
    }
  }
}
