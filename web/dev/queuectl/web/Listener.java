package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.web.request.DashboardOptions;
import jakarta.servlet.Servlet;
import java.net.BindException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.Executors;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// How Jetty listens: on one address, with small limits, a virtual thread a request. It keeps no
/// sessions and knows no WebSockets: strangers could fill the memory with the former, and Javalin
/// answers the latter before any guard. So the server is not the one that Javalin makes.
final class Listener {
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int THREADS = 6; // for accepting and selecting; requests run elsewhere

  private final DashboardOptions options;

  Listener(DashboardOptions options) {
    this.options = options;
  }

  /// @throws QueueException.Unavailable if it cannot listen there
  Server listening(Servlet servlet) {
    var server = server(servlet);
    try {
      server.start();
      return server;
    } catch (Exception e) {
      stop(server);
      throw refused(e);
    }
  }

  static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the dashboard does not stop", e);
    }
  }

  private Server server(Servlet servlet) {
    var server = new Server(threads());
    var context =
        new ServletContextHandler(
            "/", ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    server.setErrorHandler(new ServerErrors(options));
    server.addConnector(connector(server));
    return server;
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("dashboard");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return threads;
  }

  private ServerConnector connector(Server server) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    // The id of a job may have a slash in it, which stands in a path as %2F.
    http.setUriCompliance(
        UriCompliance.DEFAULT.with("ids", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
    var connector = new ServerConnector(server, 1, 1, protocols(http));
    connector.setHost(options.host());
    connector.setPort(options.port());
    return connector;
  }

  private ConnectionFactory[] protocols(HttpConfiguration http) {
    var plain = new HttpConnectionFactory(http);
    var tls = options.tls();
    if (tls == null) {
      return new ConnectionFactory[] {plain};
    }
    http.addCustomizer(new SecureRequestCustomizer(false));
    var second = second(http);
    var negotiated = new ALPNServerConnectionFactory(second.getProtocol(), plain.getProtocol());
    negotiated.setDefaultProtocol(plain.getProtocol());
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.context(), negotiated.getProtocol()), negotiated, second, plain
    };
  }

  /// HTTP/2, for browsers' sake: they open six connections at most over HTTP/1.1, and a page that
  /// listens keeps one. What it lets through unseen is measured by [Http2Requests].
  private static HTTP2ServerConnectionFactory second(HttpConfiguration http) {
    var larger = new HttpConfiguration(http);
    larger.setRequestHeaderSize(4 * MOST_HEADER_BYTES); // beyond that the connection is closed
    larger.addCustomizer(new Http2Requests(MOST_HEADER_BYTES));
    var second = new HTTP2ServerConnectionFactory(larger);
    second.setConnectProtocolEnabled(false); // no WebSockets
    return second;
  }

  private RuntimeException refused(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException || cause instanceof UnresolvedAddressException) {
        return new QueueException.Unavailable(
            "the dashboard cannot listen on %s, port %d: %s"
                .formatted(options.host(), options.port(), reason(cause)),
            cause instanceof BindException
                ? QueueException.Known.OTHER_PORT
                : QueueException.Known.OWN_ADDRESS,
            failure);
      }
    }
    return new IllegalStateException("the dashboard does not start", failure);
  }

  private static String reason(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        ? "there is no such address"
        : String.valueOf(cause.getMessage());
  }
}
