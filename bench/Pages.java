import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/// See `bench/pages`: asks two dashboards for every page and much of the API in turns, and prints a
/// line a page with the 95th percentile of each, in microseconds.
class Pages {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/?span=7d",
          "/jobs",
          "/jobs?state=pending",
          "/jobs?state=completed&sort=oldest",
          "/jobs?sort=priority",
          "/jobs?text=shown&sort=newest",
          "/job?id=shown",
          "/dlq",
          "/queues",
          "/workers",
          "/workers/slots",
          "/charts",
          "/events",
          "/search",
          "/tail",
          "/config",
          "/enqueue",
          "/jobs/all?action=remove&state=completed",
          "/jobs?text=nowhere",
          "/metrics",
          "/api/v1/jobs",
          "/api/v1/jobs?state=pending&sort=priority",
          "/api/v1/jobs?text=nowhere",
          "/api/v1/jobs/shown/output",
          "/api/v1/dlq/groups",
          "/api/v1/status",
          "/api/v1/metrics",
          "/api/v1/metrics/history?span=hour");

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();
  private final String url;

  private Pages(String login) throws Exception {
    url = login.substring(0, login.indexOf("/login"));
    http.send(HttpRequest.newBuilder(URI.create(login)).build(), BodyHandlers.discarding());
  }

  private long micros(String page) throws Exception {
    var begin = System.nanoTime();
    var request = HttpRequest.newBuilder(URI.create(url + page)).build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(page + " answers " + answer.statusCode());
    }
    return (System.nanoTime() - begin) / 1000;
  }

  private static long p95(List<Long> times) {
    return times.stream().sorted().skip(times.size() * 95L / 100).findFirst().orElseThrow();
  }

  /// @param args two login links and how often each page is asked for
  public static void main(String[] args) throws Exception {
    var empty = new Pages(args[0]);
    var large = new Pages(args[1]);
    var rounds = Integer.parseInt(args[2]);
    for (var page : PAGES) {
      var ofEmpty = new ArrayList<Long>();
      var ofLarge = new ArrayList<Long>();
      for (var round = -rounds; round < rounds; round++) {
        var first = empty.micros(page);
        var second = large.micros(page);
        if (round >= 0) {
          ofEmpty.add(first);
          ofLarge.add(second);
        }
      }
      System.out.println(page + "\t" + p95(ofEmpty) + "\t" + p95(ofLarge));
    }
  }
}
