package dev.queuectl.environment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/// Bytes that are text as a rule, as strings and back without a loss: what is UTF-8 is read as
/// that, and each other byte becomes one half of a surrogate pair, U+DC80 to U+DCFF, which no text
/// has (PEP 383).
public final class ByteText {
  private static final char FIRST = '\udc80';
  private static final char LAST = '\udcff';

  /// Java's for bytes that are not UTF-8; it may have been in the text, too.
  private static final char REPLACEMENT = '\ufffd';

  private ByteText() {}

  public static String decoded(byte[] bytes) {
    return decoded(bytes, 0, bytes.length);
  }

  public static String decoded(byte[] bytes, int from, int length) {
    var text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : escaped(bytes, from, length);
  }

  private static String escaped(byte[] bytes, int from, int length) {
    var in = ByteBuffer.wrap(bytes, from, length);
    var out = CharBuffer.allocate(length + 1);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    while (decoder.decode(in, out, true).isError()) {
      out.put((char) (FIRST + (in.get() & 0x7f)));
      decoder.reset();
    }
    return out.flip().toString();
  }

  public static byte[] encoded(String text) {
    if (isText(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var bytes = new ByteArrayOutputStream(text.length() * 2);
    for (var i = 0; i < text.length(); ) {
      var end = i;
      while (end < text.length() && !isByte(text, end)) {
        end++;
      }
      bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
      for (i = end; i < text.length() && isByte(text, i); i++) {
        bytes.write(text.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /// Whether no byte of it is other than UTF-8.
  public static boolean isText(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a byte stands there that is no text.
  public static boolean isByte(String text, int at) {
    var c = text.charAt(at);
    return c >= FIRST && c <= LAST && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
