package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.microsoft.playwright.Locator;
import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.WorkerStore.Noticed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The page of a job stays open while the job goes from attempt to attempt, in a real browser.
class FollowJourneyTest extends Journey {
  private void change(JobVerb verb) {
    var change = new JobAction.Verb(verb);
    others.jobs().change(change, List.of(new JobRef.Id("a")), Served.NOW);
  }

  private void print(String text) throws IOException {
    Files.writeString(stdout(), text, CREATE, APPEND);
  }

  private Locator output() {
    return page.locator("#output");
  }

  @Test
  void aJobThatHasNotBegunShowsItsFirstOutputWhenItComes() throws IOException {
    enqueue("a");
    go("/job?id=a");
    assertThat(output()).isHidden();

    claimNext();
    assertThat(output()).containsText("Nothing was printed to stdout yet.");
    print("hello\n");

    assertThat(page.locator("#L1")).hasText("hello");
    assertThat(output()).not().containsText("printed to stdout");
    assertThat(page.locator("#about-stdout")).containsText("6 bytes");

    end(new Outcome.Succeeded(), new Transition.Complete());
    assertThat(page.locator("#about-stderr")).containsText("Nothing was printed to stderr.");
    assertThat(page.locator("#buttons")).containsText("Remove");
  }

  @Test
  void afterARetryTheNewAttemptIsShown() throws IOException {
    enqueue("a");
    claimNext();
    print("the first\n");
    end(new Outcome.Failed(7), new Transition.Bury("exit code 7", true));
    go("/job?id=a&stream=stdout");
    assertThat(output().locator("h2")).hasText("Output of attempt 1");

    change(JobVerb.RETRY);
    assertThat(page.locator("#state")).containsText("pending");
    assertThat(output()).containsText("the first");
    claimNext();
    assertThat(output().locator("h2")).hasText("Output of attempt 2");
    assertThat(output()).not().containsText("the first");
    print("the second\n");

    assertThat(page.locator("#L1")).hasText("the second");
    assertThat(page.locator("#attempts tbody tr")).hasCount(2);
    assertThat(page.locator("#timeline rect.run")).hasCount(2);
    assertThat(page.locator("#follow")).hasText("Following");
    end(new Outcome.Failed(7), new Transition.Bury("exit code 7", true));
    assertThat(page.locator("#follow")).hasCount(0);
    assertThat(page.locator("#buttons")).containsText("Retry");
  }

  @Test
  void whoLooksAtACertainAttemptStaysThere() throws IOException {
    enqueue("a");
    claimNext();
    print("the first\n");
    end(new Outcome.Failed(7), new Transition.Bury("exit code 7", true));
    go("/job?id=a&attempt=1");

    change(JobVerb.RETRY);
    claimNext();

    var newer = page.getByText("Show attempt 2, the newest");
    assertThat(newer).isVisible();
    assertThat(output().locator("h2")).hasText("Output of attempt 1");
    newer.click();
    assertThat(output().locator("h2")).hasText("Output of attempt 2");
  }

  @Test
  void twoMegabytesAreFollowedToTheLastByte() throws IOException {
    enqueue("a");
    claimNext();
    go("/job?id=a");
    for (var part = 0; part < 8; part++) {
      var first = 3_300 * part + 1;
      print(
          IntStream.range(first, first + 3_300)
              .mapToObj("%079d\n"::formatted)
              .collect(Collectors.joining()));
    }
    print("the end");
    end(new Outcome.Succeeded(), new Transition.Complete());

    assertThat(page.locator("#follow")).hasCount(0);
    assertThat(page.locator("#lines-stdout .line").last()).hasText("the end");
    assertThat(page.locator("#L26400 .lt")).hasText("%079d".formatted(26_400));
    assertThat(page.locator("#about-stdout")).containsText("2 MiB");
    assertThat(output().getByText("Start", new Locator.GetByTextOptions().setExact(true)).first())
        .isVisible();
  }

  @Test
  void theCauseStandsFirstAndBothStreamsAreReadInOrderOrSaved() throws IOException {
    enqueue("a");
    claimNext();
    print("one\nthree\n");
    Files.writeString(stdout().resolveSibling("1.1.err"), "two\nfour <b>\n");
    end(
        new Outcome.Failed(7),
        new Transition.Bury("exit code 7", true),
        new Noticed(null, "four <b>", "o2,4,4 o2,6,9"));
    go("/jobs");
    assertThat(row("a")).containsText("exit code 7: four <b>");
    go("/job?id=a");
    assertThat(page.locator("#why")).containsText("exit code 7: four <b>");
    assertThat(page.locator("#attempts")).containsText("exit code 7: four <b>");

    output().getByText("interleaved").click();
    assertThat(page.locator("#lines-interleaved .lt"))
        .hasText(new String[] {"one", "two", "three", "four <b>"});
    assertThat(page.locator("#lines-interleaved .err")).hasCount(2);
    var file = page.waitForDownload(() -> output().getByText("Download").click());
    org.assertj.core.api.Assertions.assertThat(file.suggestedFilename())
        .isEqualTo("a.1.interleaved.txt");
    output().getByText("Raw").click();
    assertThat(page.locator("body")).hasText("one two three four <b>");
  }

  @Test
  void aRemovedJobSaysSoAndOffersNothingMore() {
    bury("a");
    go("/job?id=a");
    assertThat(page.locator("#buttons")).containsText("Remove");

    change(JobVerb.REMOVE);

    assertThat(page.locator("#gone")).containsText("This job was removed.");
    assertThat(page.locator("#state")).hasText("removed");
    assertThat(page.locator("#buttons")).isEmpty();
    assertThat(page.locator("h1")).hasText("a");

    enqueue("a");
    page.reload();
    assertThat(page.locator("#gone")).isEmpty();
  }

  @Test
  void whatIsTypedIntoAFormStaysWhenTheFormWouldGo() {
    enqueue("a");
    go("/job?id=a");
    page.locator("#edit summary").click();
    var priority = page.locator("#edit input[name=priority]");
    priority.fill("5");
    page.locator("h1").click();
    claimNext();
    assertThat(page.locator("#state")).containsText("processing");
    assertThat(priority).hasValue("5");
  }
}
