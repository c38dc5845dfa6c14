package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Lists of jobs while others change them, in a real browser.
class ListJourneyTest extends Journey {
  @Test
  void aGroupOfTheDeadIsRetried() {
    bury("a");
    bury("b");
    go("/dlq");
    assertThat(page.locator(".group")).hasCount(1);
    page.getByText("Show jobs").click();
    assertThat(page.locator("#rows tr")).hasCount(2);
    enqueue("c");
    claimNext();
    end(new Outcome.Failed(9), new Transition.Bury("exit code 9", true));

    go("/dlq");
    assertThat(page.locator(".group")).hasCount(2);
    page.locator(".group", new Page.LocatorOptions().setHasText("exit code 7"))
        .getByText("Retry group")
        .click();

    assertThat(page.locator("[role=status]")).hasText("Retried 2 jobs.");
    assertThat(page.locator(".group")).hasCount(1);
    assertThat(others.jobs().counts()).containsEntry(JobState.PENDING, 2L);
    assertThat(others.events().list(Long.MAX_VALUE, 1).getFirst().action()).isEqualTo("retry");
  }

  @Test
  void newRowsWaitToBeAskedForAndTheOthersStay() {
    enqueue("a", "b");
    go("/jobs");
    row("a").locator("input").check();
    enqueue("c", "d");
    assertThat(page.locator("#newer")).hasText("2 new, show");
    assertThat(page.locator("#rows tr")).hasCount(2);

    claimNext();
    assertThat(row("a")).containsText("processing");
    assertThat(row("a").locator("input")).isChecked();

    page.locator("#newer a").click();
    assertThat(page.locator("#rows tr")).hasCount(4);
  }

  @Test
  void aRowThatLeavesTheListFadesInItsPlace() {
    enqueue("a", "b");
    go("/jobs?state=pending");
    claimNext();
    assertThat(row("a")).hasClass(Pattern.compile("gone"));
    assertThat(page.locator("#rows tr")).hasCount(2);
  }

  @Test
  void manyAreRemovedOnlyByTypingHowMany() {
    for (var i = 0; i < 101; i++) {
      enqueue("job-" + i);
    }
    go("/jobs?state=pending");
    page.locator(".all a", new Page.LocatorOptions().setHasText("remove")).click();
    var typed = page.getByLabel("Type 101");
    typed.fill("100");
    page.getByText("Remove 101 jobs", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("h1")).hasText("Remove 101 jobs?");
    assertThat(others.jobs().counts()).containsEntry(JobState.PENDING, 101L);
    typed.fill("101");
    page.getByText("Remove 101 jobs", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("[role=status]")).hasText("Removed 101 jobs.");
    assertThat(others.jobs().counts()).containsEntry(JobState.PENDING, 0L);
  }
}
