package dev.queuectl.web;

import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.Feed;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Server-sent events (html.spec.whatwg.org, 9.2): `changed` says what, the first at once:
/// anything. `alive` in between says that the connection still stands. A page reads again what
/// concerns it.
public final class LiveFeed implements Section {
  public static final String PATH = "/api/v1/changes";

  private static final String TYPE = "text/event-stream";
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final Feed feed;

  LiveFeed(Feed feed) {
    this.feed = feed;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PATH, this::follow));
  }

  private void follow(Context context) throws IOException, InterruptedException {
    if (context.method().equals(HandlerType.HEAD)) {
      context.contentType(TYPE); // without a body there is nothing to wait for
      return;
    }
    var listening = feed.listen();
    if (listening == null) {
      context.header("Retry-After", "30");
      throw new ServiceUnavailableResponse("Too many pages are open already.");
    }
    try (listening) {
      context.contentType(TYPE).disableCompression();
      context.header("X-Accel-Buffering", "no");
      tell(listening, context.res().getOutputStream(), Caller.of(context).letIn());
    }
  }

  /// Until the browser has gone, which a write finds out, or is no longer let in, or the server
  /// stops.
  private static void tell(Feed.Listening listening, OutputStream out, BooleanSupplier letIn)
      throws IOException, InterruptedException {
    write(out, "retry: 2000\n\n");
    while (!listening.isOver()) {
      var told = listening.await(KEEP_ALIVE);
      if (!letIn.getAsBoolean()) {
        return;
      }
      // A comment would keep the connection open, too, but scripts do not see comments.
      write(out, told.map(LiveFeed::event).orElse("event: alive\ndata: -\n\n"));
    }
  }

  private static String event(Feed.Told told) {
    var data =
        Json.bytes(
            json -> {
              json.field("version", told.version());
              told.news().write(json);
            });
    return "event: changed\nid: %d\ndata: %s\n\n"
        .formatted(told.version(), new String(data, StandardCharsets.UTF_8).strip());
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
