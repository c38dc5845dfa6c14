package dev.queuectl.web;

import java.util.LinkedHashMap;
import java.util.Map;

/// The addresses of all pages, by what they are called.
final class EveryPage {
  private EveryPage() {}

  /// @param jobs whose pages are among them
  static Map<String, String> of(String... jobs) {
    var pages = new LinkedHashMap<String, String>();
    pages.put("overview", "/?span=24h");
    pages.put("jobs", "/jobs");
    pages.put("dlq", "/dlq");
    pages.put("queues", "/queues");
    pages.put("schedules", "/schedules");
    pages.put("workers", "/workers");
    pages.put("charts", "/charts?span=24h");
    pages.put("events", "/events");
    pages.put("config", "/config");
    pages.put("search", "/search?find=e");
    pages.put("tail", "/tail");
    pages.put("slots", "/workers/slots?span=24h");
    pages.put("sessions", "/sessions");
    pages.put("enqueue", "/enqueue");
    pages.put("confirm", "/jobs/all?action=remove&all=true");
    pages.put("missing", "/job?id=missing");
    for (var job : jobs) {
      pages.put("job-" + job.replaceAll("[^a-z0-9-]+", "_"), "/job?id=" + encoded(job));
    }
    return pages;
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
