package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.process.posix.SecretFile;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.store.Secret;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Feed;
import dev.queuectl.web.request.JobEndings;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.servlet.JavalinServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// A running dashboard.
public final class Dashboard implements AutoCloseable {
  /// Beside the workers' files.
  public static final String TOKEN_FILE = "dashboard.token";

  private final Server server;
  private final DashboardOptions options;
  private final Feed feed;
  private final JobEndings endings;
  private final List<Route> routes;
  private final ServedQueue served;

  private Dashboard(Server server, DashboardContext dashboard, List<Route> routes) {
    this.server = server;
    this.options = dashboard.options();
    this.feed = dashboard.feed();
    this.endings = dashboard.endings();
    this.routes = routes;
    this.served = dashboard.served();
  }

  /// Listens when this returns.
  ///
  /// @throws QueueException.Unavailable if it cannot listen there
  public static Dashboard start(ServedQueue served, DashboardOptions options) {
    var credentials = new Credentials(token(served.run()), served);
    var dashboard = DashboardContext.of(served, options);
    var open = Set.of(LoginRoutes.PATH, Health.LIVE, Health.READY);
    var guard = new Guard(dashboard, credentials, open);
    var login = new LoginRoutes(dashboard, credentials, guard);
    var routes = Stream.concat(login.routes().stream(), Sections.routes(dashboard)).toList();
    var javalin = Javalin.create(config -> configure(config, guard, routes));
    var server = new Listener(options).listening(new JavalinServlet(javalin.unsafe));
    return new Dashboard(server, dashboard, routes);
  }

  /// @throws QueueException.Unavailable if the file is empty: anybody could guess that
  private static String token(Path run) {
    var file = run.resolve(TOKEN_FILE);
    try {
      var token = SecretFile.readOrMake(file);
      if (token.isEmpty()) {
        throw new QueueException.Unavailable(
            "there is no token in " + file, "Delete the file and start the dashboard again.");
      }
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void configure(JavalinConfig config, Guard guard, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Guard.MOST_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.routes.before(guard::admit);
    config.routes.beforeMatched(guard::permit);
    ErrorResponses.map(config);
    routes.forEach(
        route -> {
          add(config, route.method(), route);
          if (route.method().equals(HandlerType.GET)) {
            add(config, HandlerType.HEAD, route); // the server leaves out the body
          }
        });
  }

  private static void add(JavalinConfig config, HandlerType method, Route route) {
    config.routes.addHttpHandler(method, route.path(), route.handler(), route.right());
  }

  public int port() {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  /// Where it is, without credentials: `http://127.0.0.1:8642`, or at its proxy.
  public String url() {
    return options.url(port());
  }

  /// Logs in the first who opens it, as the owner.
  public String loginUrl() {
    var login = owner(served.run(), Grant.FULL);
    return loginUrl(url(), served.store().access().addLink(login, served.now()));
  }

  /// @param link made by the store
  public static String loginUrl(String url, String link) {
    return url + LoginRoutes.PATH + "?" + LoginRoutes.LINK + "=" + link;
  }

  /// Whoever runs the queue, or a guest.
  ///
  /// @param run see [ServedQueue#run]
  public static Login owner(Path run, Grant grant) {
    return Login.ofOwner(Secret.hash(token(run)), grant);
  }

  public Feed feed() {
    return feed;
  }

  List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    feed.close();
    endings.close();
    Listener.stop(server);
  }
}
