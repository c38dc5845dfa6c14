package dev.queuectl.cli;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The arguments as they were typed. Java decodes them in the locale's character set, which under
/// cron is ASCII, and puts U+FFFD for the rest: a command would be changed without a word.
final class Arguments {
  private static final Path CMDLINE = Path.of("/proc/self/cmdline");

  private Arguments() {}

  /// @param decoded by Java
  /// @throws QueueException.Invalid if they are not UTF-8
  static String[] typed(String[] decoded) {
    var isDamaged = Arrays.stream(decoded).anyMatch(word -> word.indexOf('\ufffd') >= 0);
    return isDamaged && Files.exists(CMDLINE) ? last(decoded.length) : decoded;
  }

  /// The last so many of the NUL-terminated words that the kernel keeps (proc_pid_cmdline(5)).
  private static String[] last(int count) {
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(CMDLINE));
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      var words = List.of(text.split("\0", -1));
      var end = words.size() - 1;
      return words.subList(end - count, end).toArray(String[]::new);
    } catch (CharacterCodingException e) {
      throw new QueueException.Invalid(
          "the command line is not valid UTF-8", "Enqueue it from a file, in UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
