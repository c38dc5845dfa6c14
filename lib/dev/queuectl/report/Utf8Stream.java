package dev.queuectl.report;

import dev.queuectl.QueueException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/// Passes UTF-8 on, and says where the first byte is that is none: whoever decodes it behind this
/// has read ahead and does not know.
public final class Utf8Stream extends FilterInputStream {
  private long line = 1;
  private long inLine;
  private int missing;
  private int least = 0x80;
  private int most = 0xbf;

  public Utf8Stream(InputStream in) {
    super(in);
  }

  /// @throws Malformed at the first byte that is wrong
  @Override
  public int read() throws IOException {
    var octet = in.read();
    if (octet < 0) {
      end();
    } else {
      check(octet);
    }
    return octet;
  }

  /// @throws Malformed at the first byte that is wrong
  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    var count = in.read(buffer, from, length);
    if (count < 0) {
      end();
    }
    for (var i = from; i < from + count; i++) {
      check(buffer[i] & 0xff);
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void end() throws Malformed {
    if (missing > 0) {
      throw wrong();
    }
  }

  private void check(int octet) throws Malformed {
    inLine++;
    if (missing == 0) {
      begin(octet);
    } else if (octet < least || octet > most) {
      throw wrong();
    } else {
      missing--;
      least = 0x80;
      most = 0xbf;
    }
    if (octet == '\n') {
      line++;
      inLine = 0;
    }
  }

  /// The Unicode Standard, table 3-7: well-formed UTF-8 byte sequences.
  private void begin(int octet) throws Malformed {
    if (octet < 0x80) {
      return;
    }
    if (octet < 0xc2 || octet > 0xf4) {
      throw wrong();
    }
    missing = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
    switch (octet) {
      case 0xe0 -> least = 0xa0;
      case 0xed -> most = 0x9f; // no surrogates
      case 0xf0 -> least = 0x90;
      case 0xf4 -> most = 0x8f;
      default -> {
        // any continuation
      }
    }
  }

  private Malformed wrong() {
    return new Malformed(line, inLine);
  }

  /// The text is not UTF-8.
  public static final class Malformed extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final long at;

    Malformed(long line, long at) {
      this.line = line;
      this.at = at;
    }

    /// For those who have sent it.
    public QueueException.Invalid refusal() {
      return new QueueException.Line(line)
          .around(
              new QueueException.Invalid(
                  "it is not valid UTF-8, at byte " + at, "Convert the text to UTF-8."));
    }
  }
}
