package dev.queuectl.web.page.part;

/// The pages that the navigation leads to, in its order.
public enum Topic {
  OVERVIEW("Overview", "/", "o"),
  JOBS("Jobs", "/jobs", "j"),
  DLQ("Dead letters", "/dlq", "d"),
  SEARCH("Search output", "/search", "f"),
  TAIL("Live output", "/tail", "t"),
  QUEUES("Queues", "/queues", "q"),
  SCHEDULES("Schedules", "/schedules", "r"),
  WORKERS("Workers", "/workers", "w"),
  METRICS("Metrics", "/charts", "m"),
  EVENTS("Events", "/events", "e"),
  CONFIG("Configuration", "/config", "c"),
  SESSIONS("Sessions", "/sessions", "s"),
  ENQUEUE("Enqueue", "/enqueue", "n");

  private final String title;
  private final String path;
  private final String key;

  Topic(String title, String path, String key) {
    this.title = title;
    this.path = path;
    this.key = key;
  }

  public String title() {
    return title;
  }

  public String path() {
    return path;
  }

  /// The letter that leads there after `g`.
  public String key() {
    return key;
  }
}
