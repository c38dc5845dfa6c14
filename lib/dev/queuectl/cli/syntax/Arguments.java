package dev.queuectl.cli.syntax;

import dev.queuectl.QueueException;
import dev.queuectl.Utf8;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The arguments as they were typed, which is in UTF-8. Java decodes them in the locale's character
/// set: in another one they would be other letters, and for bytes that are none of its letters it
/// puts U+FFFD. A command would be changed without a word.
public final class Arguments {
  private static final Path CMDLINE = Path.of("/proc/self/cmdline");
  private static final char UNKNOWN = '\ufffd';

  private Arguments() {}

  /// @param decoded by Java
  /// @throws QueueException.Invalid if they are not UTF-8
  public static String[] typed(String[] decoded) {
    if (Arrays.stream(decoded).allMatch(Arguments::isTrusted)) {
      return decoded;
    }
    if (!Files.exists(CMDLINE)) {
      refuseUnknown(decoded);
      return decoded;
    }
    return last(decoded.length);
  }

  private static boolean isTrusted(String word) {
    return word.chars().allMatch(c -> c < 0x80) || isUtf8() && word.indexOf(UNKNOWN) < 0;
  }

  private static boolean isUtf8() {
    return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
  }

  /// If the bytes are not available, such a character itself looks like a lost one.
  private static void refuseUnknown(String[] decoded) {
    for (var i = 0; i < decoded.length; i++) {
      if (decoded[i].indexOf(UNKNOWN) >= 0) {
        throw notUtf8(i, decoded[i].indexOf(UNKNOWN));
      }
    }
  }

  private static QueueException.Invalid notUtf8(int word, int at) {
    return new QueueException.Invalid(
        "argument %d is not valid UTF-8, at byte %d".formatted(word + 1, at + 1),
        "QueueCTL only accepts text and names in UTF-8; for other names there is "
            + "printf '%s\\0' NAME | queuectl enqueue -0 -- PROGRAM {}");
  }

  /// The last so many of the NUL-terminated words that the kernel keeps (proc_pid_cmdline(5)).
  private static String[] last(int count) {
    try {
      var words = words(Files.readAllBytes(CMDLINE));
      var typed = new String[count];
      for (var i = 0; i < count; i++) {
        var bytes = words.get(words.size() - count + i);
        var wrong = Utf8.wrongAt(bytes, 0, bytes.length);
        if (wrong.isPresent()) {
          throw notUtf8(i, wrong.getAsInt());
        }
        typed[i] = new String(bytes, StandardCharsets.UTF_8);
      }
      return typed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> words(byte[] line) {
    var words = new ArrayList<byte[]>();
    var begin = 0;
    for (var i = 0; i < line.length; i++) {
      if (line[i] == 0) {
        words.add(Arrays.copyOfRange(line, begin, i));
        begin = i + 1;
      }
    }
    return words;
  }

  /// What was typed at a terminal.
  ///
  /// @throws QueueException.Invalid if some of it was no UTF-8
  public static String legible(String line) {
    if (line.indexOf(UNKNOWN) >= 0) {
      throw new QueueException.Invalid(
          "character %d was not UTF-8".formatted(line.indexOf(UNKNOWN) + 1),
          "Set the terminal to UTF-8.");
    }
    return line;
  }
}
