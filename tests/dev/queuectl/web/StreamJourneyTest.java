package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.web.request.DashboardOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How pages hear of changes, in a real browser.
class StreamJourneyTest extends Journey {
  private static final Pattern SINCE = Pattern.compile("Disconnected since \\d\\d:\\d\\d");

  private Dashboard behind(TinyProxy proxy) {
    var dashboard =
        Dashboard.start(
            served.served,
            new DashboardOptions(
                DashboardOptions.LOOPBACK, 0, List.of(proxy.place()), false, null, false, false));
    proxy.passOnTo(dashboard.port());
    return dashboard;
  }

  private Locator note() {
    return page.locator("#live-note");
  }

  /// A browser opens six connections to a server.
  @Test
  void tenTabsShareOneStream() {
    enqueue("a");
    var streams = new AtomicInteger();
    Consumer<Request> count =
        request -> {
          if (request.url().endsWith(LiveFeed.PATH) && request.method().equals("GET")) {
            streams.incrementAndGet();
          }
        };
    page.context().onRequest(count);
    go("/job?id=a");
    var tabs = new ArrayList<>(List.of(page));
    for (var i = 1; i < 10; i++) {
      tabs.add(page.context().waitForPage(() -> page.evaluate("open('/job?id=a')")));
    }
    tabs.forEach(tab -> assertThat(tab.locator("#state")).containsText("pending"));

    claimNext();

    tabs.forEach(tab -> assertThat(tab.locator("#state")).containsText("processing"));
    // A tab that is hidden gives way to one that is seen, so it may be another's by now.
    assertThat(streams.get()).isBetween(1, 3);
    var before = streams.get();
    tabs.removeFirst();
    // The one that listened goes: another one takes its place.
    page.navigate("about:blank");
    end(new Outcome.Succeeded(), new Transition.Complete());
    tabs.forEach(tab -> assertThat(tab.locator("#state")).containsText("completed"));
    assertThat(streams.get()).isBetween(before, before + 2);
    page.context().offRequest(count);
    tabs.forEach(Page::close);
  }

  @Test
  void aPageComesBackWhenTheServerWasStartedAgain() throws IOException {
    enqueue("a");
    try (var proxy = new TinyProxy()) {
      try (var _ = behind(proxy)) {
        page.navigate("http://" + proxy.place() + "/job?id=a");
        claimNext();
        assertThat(page.locator("#state")).containsText("processing");
      }
      assertThat(note()).hasText(SINCE);
      end(new Outcome.Succeeded(), new Transition.Complete());
      try (var _ = behind(proxy)) {
        assertThat(page.locator("#state")).containsText("completed");
        assertThat(note()).isEmpty();
        page.navigate("about:blank");
      }
    }
  }

  @Test
  void aPageComesBackAfterTheProxyHadNobodyToAsk() throws IOException {
    enqueue("a");
    try (var proxy = new TinyProxy();
        var dashboard = behind(proxy)) {
      page.navigate("http://" + proxy.place() + "/job?id=a");
      claimNext();
      assertThat(page.locator("#state")).containsText("processing");

      proxy.loseServer();
      assertThat(note()).hasText(SINCE);
      end(new Outcome.Succeeded(), new Transition.Complete());
      proxy.passOnTo(dashboard.port());

      assertThat(page.locator("#state")).containsText("completed");
      assertThat(note()).isEmpty();
      page.navigate("about:blank");
    }
  }

  @Test
  void whoseLoginHasEndedComesToTheLogin() throws IOException {
    try (var proxy = new TinyProxy();
        var _ = behind(proxy)) {
      page.navigate("http://" + proxy.place() + "/workers");
      assertThat(page.locator("#live")).isVisible();
      page.context().clearCookies();
      proxy.breakOff();
      assertThat(page.getByLabel("Token")).isVisible();
      page.navigate("about:blank");
    }
  }

  @Test
  void anOpenJobIsNotReadAgainForTheChangesOfOthers() {
    bury("a");
    go("/job?id=a");
    assertThat(page.locator("#state")).containsText("dead");
    page.evaluate(
        """
        () => {
          window.heard = [];
          new BroadcastChannel('queuectl changes').onmessage = ({ data }) => {
            if (data.changed) window.heard.push(...data.changed.jobs);
          };
        }
        """);
    var read = new AtomicInteger();
    Consumer<Request> count =
        request -> {
          if (request.headers().containsKey("queuectl-live")) {
            read.incrementAndGet();
          }
        };
    page.onRequest(count);
    for (var id : List.of("b", "c", "d", "e", "f")) {
      enqueue(id);
      page.waitForFunction("id => window.heard.includes(id)", id);
    }
    page.offRequest(count);
    // One may have been under way because the page was opened.
    assertThat(read).hasValueLessThan(2);
  }
}
