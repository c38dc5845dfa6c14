package dev.queuectl.web.page.part;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Addresses of pages: what is stored stands in queries only, so that no id can pose as a path.
public final class Addresses {
  private Addresses() {}

  public static String job(String id) {
    return "/job?id=" + encoded(id);
  }

  public static String job(String id, Map<String, String> more) {
    return job(id) + (more.isEmpty() ? "" : "&" + query(more));
  }

  public static String queue(String name) {
    return "/jobs?queue=" + encoded(name);
  }

  /// A path with a query of what is not empty.
  public static String of(String path, Map<String, String> parameters) {
    var query = query(parameters);
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
