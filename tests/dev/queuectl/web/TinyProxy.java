package dev.queuectl.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What stands between a browser and a dashboard: it passes on whatever comes, as long as there is
/// somebody to pass it on to.
final class TinyProxy implements AutoCloseable {
  private static final String BAD_GATEWAY =
      "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// 0 while there is nobody.
  private volatile int target;

  TinyProxy() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  String place() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /// Every connection ends, and the next go the same way.
  void breakOff() {
    open.forEach(TinyProxy::close);
    open.clear();
  }

  /// From now on to that port.
  void passOnTo(int port) {
    target = port;
    breakOff();
  }

  /// From now on every request is answered with 502.
  void loseServer() {
    passOnTo(0);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var browser = server.accept();
        open.add(browser);
        Thread.ofVirtual().start(() -> serve(browser));
      } catch (IOException e) {
        return; // it was closed
      }
    }
  }

  private void serve(Socket browser) {
    var port = target;
    try (browser) {
      if (port == 0) {
        readHead(browser.getInputStream());
        browser.getOutputStream().write(BAD_GATEWAY.getBytes(StandardCharsets.US_ASCII));
        return;
      }
      try (var to = new Socket(InetAddress.getLoopbackAddress(), port)) {
        open.add(to);
        if (target != port) {
          return;
        }
        var back = Thread.ofVirtual().start(() -> pass(to, browser));
        pass(browser, to);
        back.join();
      }
    } catch (IOException e) {
      // one of the two has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readHead(InputStream in) throws IOException {
    for (var end = 0; end < 4; ) {
      var c = in.read();
      if (c < 0) {
        return;
      }
      end = c == '\r' || c == '\n' ? end + 1 : 0;
    }
  }

  /// Until one of them closes; then both are closed.
  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of the two has gone
    }
  }

  private static void close(Closeable one) {
    try {
      one.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    close(server);
    breakOff();
  }
}
