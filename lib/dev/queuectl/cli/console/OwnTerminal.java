package dev.queuectl.cli.console;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.AbstractPosixTerminal;
import org.jline.terminal.impl.AbstractUnixSysTerminal;
import org.jline.terminal.spi.TerminalExt;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/// The terminal of this process: JLine's, but read through [KeyInput] and written through
/// [LineDrawing].
public final class OwnTerminal extends AbstractUnixSysTerminal {
  private final Terminal jline;
  private final KeyInput keys = new KeyInput();
  private final NonBlockingReader reader =
      NonBlocking.nonBlocking("keys", keys, StandardCharsets.UTF_8);
  private final OutputStream output = new LineDrawing(super.output());
  private final PrintWriter writer = new PrintWriter(output, false, StandardCharsets.UTF_8);

  private OwnTerminal(Terminal jline, TerminalExt ext) throws IOException {
    super(
        ext.getProvider(),
        ext.getSystemStream(),
        jline.getName(),
        jline.getType(),
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_8,
        StandardCharsets.UTF_8,
        false,
        SignalHandler.SIG_DFL,
        jline.getAttributes());
    this.jline = jline;
  }

  /// Takes the terminal. No signal is handled yet: JLine's own handlers know nothing of commands
  /// and of TERM. Nothing is asked of the terminal, as late replies would be taken for keys.
  ///
  /// @throws QueueException.Unavailable if there is none
  public static Terminal open() {
    // Otherwise a Ctrl-C would at times arrive twice: as a signal and as the letter.
    System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
    try {
      return reading(
          TerminalBuilder.builder()
              .name("queuectl")
              .system(true)
              .nativeSignals(false)
              .graphemeCluster(false)
              .encoding(StandardCharsets.UTF_8) // what we print, in every locale
              .dumb(false)
              .build());
    } catch (IOException | IllegalStateException e) {
      throw new QueueException.Unavailable(
          "this terminal cannot be used: " + e.getMessage(), "Run single commands instead.");
    }
  }

  private static Terminal reading(Terminal jline) throws IOException {
    var posix = jline instanceof AbstractUnixSysTerminal || jline instanceof AbstractPosixTerminal;
    return posix && jline instanceof TerminalExt ext ? new OwnTerminal(jline, ext) : jline;
  }

  @Override
  public InputStream input() {
    checkClosed();
    return keys;
  }

  @Override
  public NonBlockingReader reader() {
    checkClosed();
    return reader;
  }

  @Override
  public OutputStream output() {
    checkClosed();
    return output;
  }

  @Override
  public PrintWriter writer() {
    checkClosed();
    return writer;
  }

  @Override
  public @Nullable String getStringCapability(Capability capability) {
    return LineDrawing.capability(capability, super.getStringCapability(capability));
  }

  @Override
  protected Attributes doGetAttributes() {
    return jline.getAttributes();
  }

  @Override
  protected void doSetAttributes(Attributes attributes) {
    try {
      jline.setAttributes(attributes);
    } catch (IllegalStateException e) {
      // At the end of the program JLine's hook has closed it, and so restored it, before this one.
    }
  }

  @Override
  protected Size doGetSize() {
    return jline.getSize();
  }

  @Override
  protected void doSetSize(Sized size) {
    jline.setSize(size);
  }

  @Override
  protected void doClose() throws IOException {
    writer.flush();
    super.doClose();
    reader.close();
    jline.close();
  }
}
