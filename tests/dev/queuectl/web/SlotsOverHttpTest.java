package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Which slot ran what, as the page draws it.
class SlotsOverHttpTest extends OverPages {
  private static final Pattern BAR = Pattern.compile("<rect class=\"run (\\w+)\"");

  private String page(String span) {
    return served.get("/workers/slots" + span).body();
  }

  @Test
  void everyAttemptIsABarThatLeadsToItAndARowOfATable() {
    enqueue("default", "a", "b");
    enqueue("mail", "c");
    served.bury(served.claim());
    served.bury(served.claim(), new Outcome.Cancelled());
    served.claim();
    served.clock.set(Served.NOW.plusSeconds(60));
    var page = page("");
    assertThat(BAR.matcher(page).results().map(bar -> bar.group(1)))
        .containsExactlyInAnyOrder("failed", "cancelled", "running");
    assertThat(page)
        .contains("3 attempts in 1 slot.", "slot 0", "a, attempt 1: failed, 1s, from 08:00:00")
        .contains("href=\"/job?id=c&amp;attempt=1\" tabindex=\"-1\"")
        .contains("The attempts as a table", "1 slot of w1: 3 attempts");
    assertThat(served.get("/workers").body()).contains("/workers/slots");
  }

  @Test
  void whatIsOlderThanTheSpanIsNotThere() {
    enqueue("default", "a");
    served.bury(served.claim());
    served.clock.set(Served.NOW.plusSeconds(3000));
    assertThat(page("?span=15m")).contains("0 attempts in 1 slot.");
    assertThat(page("?span=1h")).contains("1 attempt in 1 slot.");
    assertThat(served.get("/workers/slots?span=2h").statusCode()).isEqualTo(400);
  }

  @Test
  void thousandsOfAttemptsAreDrawnAsAFewBarsAndWhatIsLeftOutIsSaid() {
    enqueue("default", ids(1, 2100));
    served.bury(served.claim());
    exchange(List.of());
    while (served.store.jobs().counts().get(JobState.PROCESSING) > 0) {
      exchange(
          served.store.workers().leasedBy("w1").stream()
              .map(
                  job ->
                      new Ending(
                          job,
                          new Outcome.Failed(7),
                          new Transition.Bury("", true),
                          Served.NOW.plusSeconds(1),
                          0,
                          0))
              .toList());
    }
    var page = page("");
    assertThat(page).contains("2,000 attempts in 1 slot. More has ended than is drawn");
    assertThat(BAR.matcher(page).results().count()).isLessThan(10);
    assertThat(page).contains("2,000 attempts: failed", "The last 200 attempts as a table");
  }

  /// As many at once as a slot would run one after the other.
  private void exchange(List<Ending> endings) {
    var slots = Collections.nCopies(700, 0);
    var until = Served.NOW.plusSeconds(30);
    served
        .store
        .workers()
        .exchange(new Exchange("w1", endings, slots, Set.of(), null, Served.NOW, until));
  }
}
