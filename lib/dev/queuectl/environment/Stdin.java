package dev.queuectl.environment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// What a job reads from standard input, in every attempt: any bytes.
public final class Stdin {
  /// It is kept in the queue, and read at once.
  public static final int MOST_BYTES = 1 << 20;

  /// As if there were none.
  public static final Stdin EMPTY = new Stdin(new byte[0]);

  private final byte[] bytes;
  private final String sha256;

  private Stdin(byte[] bytes) {
    this.bytes = bytes;
    this.sha256 = Sha256.hex(bytes);
  }

  public static Stdin of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Stdin(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// As sha256sum(1) prints it.
  public String sha256() {
    return sha256;
  }

  /// It as text; empty if it is none.
  public Optional<String> text() {
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
      return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Stdin that
            && that.sha256.equals(sha256)
            && Arrays.equals(that.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  /// Without what may be secret.
  @Override
  public String toString() {
    return "%,d %s, SHA-256 %s"
        .formatted(bytes.length, bytes.length == 1 ? "byte" : "bytes", sha256);
  }
}
