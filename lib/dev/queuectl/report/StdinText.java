package dev.queuectl.report;

import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Stdin;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Standard input as it is in JSON: text, or bytes in base64.
final class StdinText {
  private StdinText() {}

  static Stdin of(String text) {
    try {
      return checked(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException e) {
      throw new QueueException.Invalid(
          "stdin has half a character, which is no text", "Give bytes as stdin_base64.");
    }
  }

  /// May have the line breaks that base64(1) makes.
  static Stdin ofBase64(String text) {
    try {
      return checked(ByteBuffer.wrap(Base64.getDecoder().decode(text.replaceAll("\\s", ""))));
    } catch (IllegalArgumentException e) {
      throw new QueueException.Invalid("stdin_base64 is not base64");
    }
  }

  private static Stdin checked(ByteBuffer bytes) {
    if (bytes.remaining() > Stdin.MOST_BYTES) {
      throw NewJob.tooMuchInput();
    }
    var exact = new byte[bytes.remaining()];
    bytes.get(exact);
    return Stdin.of(exact);
  }
}
