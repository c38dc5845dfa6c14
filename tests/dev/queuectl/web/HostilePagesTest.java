package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every page of a store in which everything that others can write is meant to do harm.
@InBrowser
class HostilePagesTest {
  private static final int MOST_BYTES = 3 << 20;

  @TempDir Path directory;
  private final List<String> trouble = new ArrayList<>();

  @Test
  void nothingThatIsStoredDoesAnythingOnAnyPage() {
    try (var served = new Served(directory)) {
      new SampleStore(served).hostile();
      var page = Chromium.get().visit(served);
      watch(page, served);
      EveryPage.of("plain", "a/b=c@d+e:f", "long", "zalgo")
          .forEach((name, address) -> look(page, served, name, address));
      List.of("&from=0", "&from=100", "&stream=stdout&until=60000", "&find=script", "&line=3")
          .forEach(part -> look(page, served, "output", "/job?id=plain" + part));
      look(page, served, "filtered", "/jobs?text=%3Cscript%3Ealert(1)%3C%2Fscript%3E&queue=q.1");
      look(page, served, "group", "/jobs?cause=4k7t2m8x");
    }
    assertThat(trouble).isEmpty();
  }

  private void watch(Page page, Served served) {
    page.onDialog(
        dialog -> {
          trouble.add("dialog " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("404")) {
            trouble.add(message.text());
          }
        });
    page.onPageError(trouble::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(served.dashboard.url())) {
            trouble.add("asked " + URI.create(request.url()).getHost());
          }
        });
  }

  private void look(Page page, Served served, String name, String address) {
    var answer = page.navigate(served.dashboard.url() + address);
    assertThat(answer.body().length).as(name).isLessThan(MOST_BYTES);
    assertThat(page.evaluate("window.hacked")).as(name).isNull();
    assertThat(page.title()).as(name).endsWith("QueueCTL");
    assertThat(page.locator("main script, main img, main iframe, [style], [onerror]").count())
        .as(name)
        .isZero();
    assertThat((String) page.evaluate("document.body.innerText"))
        .as(name)
        .doesNotContain("\u202e", "\u2066", "\u001b", "\u0007", "\u200b");
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " is no wider than the window")
        .isTrue();
  }
}
