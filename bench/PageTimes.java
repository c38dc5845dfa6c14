import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

/// See `bench/dashboard`: asks two dashboards for the same pages, in turns.
class PageTimes {
  private static final int WARM_UP = 60;

  private static final List<String> PATHS =
      List.of(
          "/",
          "/charts",
          "/jobs",
          "/jobs?state=completed",
          "/job?id=shown",
          "/dlq",
          "/queues",
          "/workers",
          "/config",
          "/events",
          "/metrics",
          "/api/v1/jobs",
          "/api/v1/jobs?state=pending&sort=priority",
          "/api/v1/jobs?text=nowhere",
          "/api/v1/jobs/shown",
          "/api/v1/jobs/shown/output",
          "/api/v1/dlq/groups",
          "/api/v1/queues",
          "/api/v1/status",
          "/api/v1/metrics",
          "/api/v1/metrics/history?span=hour");

  /// @param args how often; the links that log in to the dashboards of the large and the empty
  ///   store
  public static void main(String[] args) throws Exception {
    var times = Integer.parseInt(args[0]);
    try (var http = HttpClient.newHttpClient()) {
      for (var path : PATHS) {
        var large = new long[times];
        var empty = new long[times];
        for (var i = -WARM_UP; i < times; i++) {
          var first = ask(http, args[1], path);
          var second = ask(http, args[2], path);
          if (i >= 0) {
            large[i] = first;
            empty[i] = second;
          }
        }
        System.out.printf("%s %d %d%n", path, p95(large), p95(empty));
      }
    }
  }

  /// @return how many microseconds it took
  private static long ask(HttpClient http, String link, String path) throws Exception {
    var parts = link.split("/login\\?token=");
    var request =
        HttpRequest.newBuilder(URI.create(parts[0] + path))
            .header("Authorization", "Bearer " + parts[1])
            .header("Accept", "text/html, */*")
            .build();
    var begun = System.nanoTime();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    var took = (System.nanoTime() - begun) / 1000;
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode());
    }
    return took;
  }

  private static long p95(long[] times) {
    Arrays.sort(times);
    return times[times.length * 95 / 100];
  }
}
