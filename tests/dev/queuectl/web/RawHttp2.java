package dev.queuectl.web;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/// One connection over HTTP/2 (RFC 9113), to say on it what no client says.
final class RawHttp2 implements AutoCloseable {
  /// A stream was reset, or the connection was given up.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String how) {
      super(how);
    }
  }

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int GO_AWAY = 7;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int MOST = 16 * 1024; // bytes of a frame
  private static final int PATIENCE = 10_000; // milliseconds

  private final SSLSocket socket;
  private final OutputStream out;
  private final DataInputStream in;
  private final HpackDecoder decoder = new HpackDecoder(64 * 1024, System::nanoTime);
  private int stream = -1;

  RawHttp2(SSLContext context, int port) throws IOException {
    socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    var parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(PATIENCE);
    socket.startHandshake();
    if (!"h2".equals(socket.getApplicationProtocol())) {
      throw new Refused("no HTTP/2");
    }
    out = socket.getOutputStream();
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0], 0, 0);
  }

  /// Begins a request that ends with its headers.
  ///
  /// @param fields name, value, name, value
  RawHttp2 ask(String... fields) throws IOException {
    headers(END_STREAM, fields);
    return this;
  }

  /// Begins one with a body.
  RawHttp2 begin(String... fields) throws IOException {
    headers(0, fields);
    return this;
  }

  private void headers(int flags, String... fields) throws IOException {
    stream += 2;
    var block = block(fields);
    var first = Math.min(MOST, block.length);
    frame(HEADERS, flags | (first == block.length ? END_HEADERS : 0), stream, block, 0, first);
    for (var at = first; at < block.length; at += MOST) {
      var length = Math.min(MOST, block.length - at);
      var end = at + length == block.length ? END_HEADERS : 0;
      frame(CONTINUATION, end, stream, block, at, length);
    }
  }

  RawHttp2 data(String text, boolean last) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    frame(DATA, last ? END_STREAM : 0, stream, bytes, 0, bytes.length);
    return this;
  }

  RawHttp2 reset() throws IOException {
    frame(RESET, 0, stream, new byte[] {0, 0, 0, 8}, 0, 4);
    return this;
  }

  /// What is answered to the newest request.
  RawAnswer answer() throws IOException {
    var headers = new HashMap<String, String>();
    var body = new ByteArrayOutputStream();
    var status = 0;
    while (true) {
      var length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      var type = in.readUnsignedByte();
      var flags = in.readUnsignedByte();
      var of = in.readInt();
      var content = in.readNBytes(length);
      if (type == GO_AWAY) {
        throw new Refused("gone away: " + ByteBuffer.wrap(content).getInt(4));
      } else if (of == stream && type == RESET) {
        throw new Refused("reset: " + ByteBuffer.wrap(content).getInt());
      } else if (of == stream && type == HEADERS) {
        status = read(content, headers);
      } else if (of == stream && type == DATA) {
        body.write(content);
      }
      if (of == stream && (type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
        return new RawAnswer(status, headers, body.toString(StandardCharsets.UTF_8));
      }
    }
  }

  private int read(byte[] block, HashMap<String, String> headers) throws IOException {
    try {
      var response = (MetaData.Response) decoder.decode(ByteBuffer.wrap(block));
      response
          .getHttpFields()
          .forEach(
              field -> headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue()));
      return response.getStatus();
    } catch (HpackException e) {
      throw new IOException(e);
    }
  }

  /// Literals that nobody is to remember (RFC 7541, 6.2.2).
  private static byte[] block(String... fields) {
    var block = new ByteArrayOutputStream();
    for (var field = 0; field < fields.length; field += 2) {
      block.write(0);
      text(block, fields[field]);
      text(block, fields[field + 1]);
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream block, String text) {
    var rest = text.length();
    if (rest < 127) {
      block.write(rest);
    } else {
      block.write(127);
      for (rest -= 127; rest >= 128; rest >>= 7) {
        block.write(rest & 127 | 128);
      }
      block.write(rest);
    }
    block.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void frame(int type, int flags, int of, byte[] content, int from, int length)
      throws IOException {
    var frame = ByteBuffer.allocate(9 + length).putInt(length << 8 | type).put((byte) flags);
    frame.putInt(of).put(content, from, length);
    out.write(frame.array());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
