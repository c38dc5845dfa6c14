package dev.queuectl.web.request;

import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/// Answers in JSON, as the command line prints it.
public final class Json {
  private Json() {}

  /// One object.
  public static void send(Context context, Consumer<JsonOut> fields) {
    context.contentType("application/json");
    // Not as one text: five hundred long commands are more than is worth holding twice.
    write(context.outputStream(), fields);
  }

  /// One object that is small.
  public static byte[] bytes(Consumer<JsonOut> fields) {
    var bytes = new ByteArrayOutputStream();
    write(bytes, fields);
    return bytes.toByteArray();
  }

  private static void write(OutputStream to, Consumer<JsonOut> fields) {
    var out = new Output(to);
    try (var json = new JsonOut(out, false)) {
      json.object(() -> fields.accept(json));
    }
    out.flush();
  }
}
