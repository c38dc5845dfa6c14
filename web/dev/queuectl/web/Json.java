package dev.queuectl.web;

import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/// Answers in JSON, as the command line prints it.
public final class Json {
  private Json() {}

  /// One object.
  public static void send(Context context, Consumer<JsonOut> fields) {
    send(context, "application/json", fields);
  }

  static void send(Context context, String type, Consumer<JsonOut> fields) {
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes);
    try (var json = new JsonOut(out, false)) {
      json.object(() -> fields.accept(json));
    }
    out.flush();
    context.contentType(type).result(bytes.toByteArray());
  }
}
