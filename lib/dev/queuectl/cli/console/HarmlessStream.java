package dev.queuectl.cli.console;

import dev.queuectl.report.Output;
import dev.queuectl.report.Printable;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Passes on what a job has printed so that a terminal cannot obey it: control characters escaped,
/// broken UTF-8 replaced.
public final class HarmlessStream extends OutputStream {
  private static final int BLOCK = 8192;

  private final Output out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
  private final CharBuffer chars = CharBuffer.allocate(BLOCK);

  public HarmlessStream(Output out) {
    this.out = out;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int length) {
    for (var done = 0; done < length; ) {
      var some = Math.min(bytes.remaining(), length - done);
      bytes.put(source, from + done, some);
      done += some;
      pass(false);
    }
  }

  /// What is left of an unfinished character stays for the next call, unless it is the last.
  private void pass(boolean last) {
    decoder.decode(bytes.flip(), chars, last);
    bytes.compact();
    out.text(Printable.text(chars.flip().toString()));
    chars.clear();
  }

  @Override
  public void flush() {
    out.flush();
  }

  /// Ends the text, and leaves the stream below open.
  @Override
  public void close() {
    pass(true);
    decoder.reset();
  }
}
