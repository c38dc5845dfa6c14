package dev.queuectl.web.request;

import dev.queuectl.report.search.LogSearch;
import dev.queuectl.report.search.SearchQuery;
import io.javalin.http.ServiceUnavailableResponse;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Searches of output. Each keeps a processor busy, which the jobs want, too: only a few run at a
/// time, whoever asks.
public final class Searches {
  private static final int MOST_AT_A_TIME = 2;
  private static final int PATIENCE_SECONDS = 5;

  private final ServedQueue served;
  private final Semaphore places = new Semaphore(MOST_AT_A_TIME, true);

  Searches(ServedQueue served) {
    this.served = served;
  }

  /// @throws ServiceUnavailableResponse if too many others are at it
  public LogSearch.Found search(SearchQuery query) {
    enter();
    try {
      return LogSearch.search(served.store().jobs(), served.logs(), served::now, query);
    } finally {
      places.release();
    }
  }

  private void enter() {
    try {
      if (places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ServiceUnavailableResponse(
        "Others are searching. Try again in a moment.", Map.of("Retry-After", "5"));
  }
}
