package dev.queuectl.web;

import dev.queuectl.web.request.DashboardOptions;
import io.javalin.config.JavalinConfig;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// How Jetty listens: on one address, with small limits, a virtual thread a request.
final class Listener {
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int THREADS = 6; // for accepting and selecting; requests run elsewhere

  private final DashboardOptions options;

  Listener(DashboardOptions options) {
    this.options = options;
  }

  void configure(JavalinConfig config) {
    var threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("dashboard");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    config.jetty.threadPool = threads;
    config.jetty.addConnector(this::connector);
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
  }

  private Connector connector(Server server, HttpConfiguration http) {
    server.setErrorHandler(new Unreadable());
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
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.context(), plain.getProtocol()), plain
    };
  }
}
