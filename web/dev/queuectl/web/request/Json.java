package dev.queuectl.web.request;

import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import io.javalin.http.Context;
import java.util.function.Consumer;

/// Answers in JSON, as the command line prints it.
public final class Json {
  private Json() {}

  /// One object.
  public static void send(Context context, Consumer<JsonOut> fields) {
    send(context, "application/json", fields);
  }

  public static void send(Context context, String type, Consumer<JsonOut> fields) {
    context.contentType(type);
    // Not as one text: five hundred long commands are more than is worth holding twice.
    var out = new Output(context.outputStream());
    try (var json = new JsonOut(out, false)) {
      json.object(() -> fields.accept(json));
    }
    out.flush();
  }
}
