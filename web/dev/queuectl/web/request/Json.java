package dev.queuectl.web.request;

import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.function.Consumer;

/// Answers in JSON, as the command line prints it.
public final class Json {
  private static final Set<HandlerType> LOOKS = Set.of(HandlerType.GET, HandlerType.HEAD);

  private Json() {}

  /// One object.
  public static void send(Context context, Consumer<JsonOut> fields) {
    context.contentType("application/json");
    if (LOOKS.contains(context.method())) {
      // Not as one text: five hundred long commands are more than is worth holding twice.
      write(context.outputStream(), fields);
    } else {
      context.result(bytes(fields)); // which may be kept
    }
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
