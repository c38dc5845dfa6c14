package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/// The page of a job while others change it, in a real browser.
class JobJourneyTest extends Journey {
  @Test
  void aJobIsWatchedThroughItsStatesWithoutLoadingThePageAgain() {
    enqueue("a");
    go("/job?id=a");
    page.evaluate("window.same = true");
    assertThat(page.locator("#state")).containsText("pending");

    claimNext();
    assertThat(page.locator("#state")).containsText("processing");
    assertThat(page.locator("#buttons")).containsText("Cancel");
    assertThat(page.locator("#attempts")).containsText("running");

    end(new Outcome.Succeeded(), new Transition.Complete());
    assertThat(page.locator("#state")).containsText("completed");
    assertThat(page.locator("#why")).containsText("It completed");
    assertThat(page.evaluate("window.same")).isEqualTo(true);
  }

  @Test
  void theOutputOfARunningJobIsFollowedToItsEnd() throws IOException {
    enqueue("a");
    claimNext();
    Files.writeString(stdout(), "first\nhalf");
    go("/job?id=a");
    var lines = page.locator("#lines-stdout");
    assertThat(lines).containsText("half");

    Files.writeString(stdout(), " a line\n\u001b[31mred\u001b[0m\n", StandardOpenOption.APPEND);

    assertThat(page.locator("#L2")).hasText("half a line");
    assertThat(page.locator("#L3 .f1")).hasText("red");
    assertThat(lines.locator(".line")).hasCount(3);
    assertThat(page.locator("#follow")).hasText("Following");

    end(new Outcome.Succeeded(), new Transition.Complete());
    assertThat(page.locator("#follow")).hasCount(0);
  }

  @Test
  void aLineOfOutputHasAnAddress() throws IOException {
    enqueue("a");
    claimNext();
    var text = new StringBuilder();
    for (var i = 1; i <= 9_000; i++) {
      text.append("line ").append(i).append('\n');
    }
    Files.writeString(stdout(), text);
    end(new Outcome.Succeeded(), new Transition.Complete());
    go("/job?id=a");
    assertThat(page.locator("#L9000 .lt")).hasText("line 9000");
    assertThat(page.locator("#L100")).hasCount(0);

    go("/job?id=a&stream=stdout&line=100#L100");
    assertThat(page.locator("#L100 .lt")).hasText("line 100");
    assertThat(page.locator("#L100")).isInViewport();

    page.getByPlaceholder("Find in output").fill("LINE 5000");
    page.keyboard().press("Enter");
    page.getByText("line 5,000").click();
    assertThat(page.locator("#L5000 .lt")).hasText("line 5000");
  }

  @Test
  void textThatIsBeingMarkedIsNotTakenAway() {
    enqueue("a");
    go("/job?id=a");
    page.evaluate("getSelection().selectAllChildren(document.getElementById('why'))");
    claimNext();
    assertThat(page.locator("#state")).containsText("processing");
    assertThat((String) page.evaluate("getSelection().toString()")).contains("No worker");
  }

  @Test
  void aPausedPageStaysAsItIs() {
    enqueue("a");
    go("/job?id=a");
    page.locator("#live").click();
    assertThat(page.locator("#live")).hasText("Paused");
    claimNext();
    enqueue("b");
    go("/job?id=a");
    assertThat(page.locator("#live")).hasText("Paused");
    end(new Outcome.Succeeded(), new Transition.Complete());
    page.locator("#live").click();
    assertThat(page.locator("#state")).containsText("completed");
  }
}
