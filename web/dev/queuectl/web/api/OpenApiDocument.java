package dev.queuectl.web.api;

import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The description of the API (OpenAPI 3.1).
final class OpenApiDocument implements Section {
  static final String PATH = Api.ROOT + "/openapi.json";

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, context -> context.contentType("application/json").result(content())));
  }

  private static String content() {
    try (var in = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return OptionSchemas.fill(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
