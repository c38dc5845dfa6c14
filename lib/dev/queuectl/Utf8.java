package dev.queuectl;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/// Bytes that must be UTF-8. Java's own decoding puts U+FFFD where they are not, and what was sent
/// would be changed without a word.
public final class Utf8 {
  private static final int CHUNK = 8192;

  private Utf8() {}

  /// @return empty if they are not
  public static Optional<String> decoded(byte[] bytes, int from, int length) {
    var text = new String(bytes, from, length, StandardCharsets.UTF_8);
    // It may have been in the text, too.
    return text.indexOf('\ufffd') >= 0 && wrongAt(bytes, from, length).isPresent()
        ? Optional.empty()
        : Optional.of(text);
  }

  /// @param what the name of them, for the message
  /// @throws QueueException.Invalid naming the first byte, from 1, that is wrong
  public static String decoded(String what, byte[] bytes) {
    return decoded(bytes, 0, bytes.length)
        .orElseThrow(
            () ->
                new QueueException.Invalid(
                    "%s is not valid UTF-8, at byte %d"
                        .formatted(what, wrongAt(bytes, 0, bytes.length).orElse(0) + 1),
                    "Convert it to UTF-8."));
  }

  /// Where the first wrong byte is, counted from `from`; empty if all is well.
  public static OptionalInt wrongAt(byte[] bytes, int from, int length) {
    var in = ByteBuffer.wrap(bytes, from, length);
    var out = CharBuffer.allocate(CHUNK);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    while (true) {
      var result = decoder.decode(in, out, true);
      if (result.isError()) {
        return OptionalInt.of(in.position() - from);
      }
      if (result.isUnderflow()) {
        return OptionalInt.empty();
      }
      out.clear();
    }
  }
}
