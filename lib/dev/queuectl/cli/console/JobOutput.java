package dev.queuectl.cli.console;

import dev.queuectl.report.Output;
import dev.queuectl.report.TerminalText;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a job prints on its way to one of our streams: byte for byte or, on a terminal, as
/// [TerminalText] has it, with broken UTF-8 replaced.
public final class JobOutput extends OutputStream {
  private static final int BLOCK = 8192;

  private final Output out;
  private final @Nullable TerminalText text;
  private final Consumer<JobOutput> whenUsed;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
  private final CharBuffer chars = CharBuffer.allocate(BLOCK);
  private byte lastByte = '\n';

  /// @param text null for every byte as it is
  /// @param whenUsed called with this when something is printed
  JobOutput(Output out, @Nullable TerminalText text, Consumer<JobOutput> whenUsed) {
    this.out = out;
    this.text = text;
    this.whenUsed = whenUsed;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int length) {
    if (length > 0) {
      lastByte = source[from + length - 1];
      whenUsed.accept(this);
    }
    if (text == null) {
      out.write(source, from, length);
      return;
    }
    for (var done = 0; done < length; ) {
      var some = Math.min(bytes.remaining(), length - done);
      bytes.put(source, from + done, some);
      done += some;
      pass(text, false);
    }
  }

  /// What is left of an unfinished character stays for the next call, unless it is the last.
  private void pass(TerminalText text, boolean last) {
    decoder.decode(bytes.flip(), chars, last);
    bytes.compact();
    out.text(text.pass(chars.flip()));
    chars.clear();
  }

  /// Whether the last line has no end.
  public boolean isLineOpen() {
    return text == null ? lastByte != '\n' : text.isLineOpen();
  }

  /// What others print next is not in the job's colours.
  @Override
  public void flush() {
    if (text != null) {
      out.text(text.rest());
    }
    out.flush();
  }

  /// Ends the output of one attempt, and leaves the stream below open; another may follow.
  @Override
  public void close() {
    if (text != null) {
      pass(text, true);
      decoder.reset();
      out.text(text.end());
    }
  }
}
