package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.queuectl.JobState;
import dev.queuectl.Worker;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.store.Secret;
import org.junit.jupiter.api.Test;

/// What ends work, or somebody's visit, in a real browser.
class AskingJourneyTest extends Journey {
  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private void changeNothing() {
    page.getByText("Change nothing").click();
  }

  @Test
  void cancellingARunningJobAsksAndOneThatWaitsDoesNot() {
    enqueue("a", "b");
    claimNext();
    go("/job?id=a");
    press("Cancel");
    assertThat(page.locator("h1")).hasText("Cancel 1 job?");
    assertThat(page.locator("main")).containsText("This ends 1 running job: a.");
    changeNothing();
    assertThat(page.locator("h1")).hasText("a");
    assertThat(others.jobs().find("a").orElseThrow().cancelRequestedAt()).isNull();
    press("Cancel");
    press("Cancel 1 job");
    assertThat(page.locator("[role=status]")).hasText("a is running; its worker will cancel it.");
    go("/job?id=b");
    press("Cancel");
    assertThat(page.locator("[role=status]")).hasText("b was cancelled.");
  }

  @Test
  void tickedRowsAreAskedAboutWhenOneOfThemRuns() {
    enqueue("a", "b");
    claimNext();
    go("/jobs");
    page.locator("input[name=seq]").first().check();
    page.locator("input[name=seq]").last().check();
    page.locator("button[value=cancel]").click();
    assertThat(page.locator("main")).containsText("This ends 1 running job: a.");
    press("Cancel 2 jobs");
    assertThat(page.locator("[role=status]")).hasText("Cancelled 2 jobs.");
    assertThat(others.jobs().find("b").orElseThrow().state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aWorkerIsStoppedOnceItIsSaidWhatThatEnds() {
    enqueue("a");
    claimNext();
    go("/workers");
    assertThat(page.locator("#worker-w1")).containsText("serves this page");
    press("Stop now");
    assertThat(page.locator("main")).containsText("This ends 1 running job: a.");
    assertThat(page.locator("main")).containsText("This worker serves this very page");
    changeNothing();
    press("Drain");
    assertThat(page.locator("main")).containsText("stops when these have ended: 1 running job: a.");
    press("Drain");
    assertThat(page.locator("#worker-w1")).containsText("draining");
    press("Stop now");
    press("Stop now");
    assertThat(page.locator("#worker-w1")).containsText("stopping");
    assertThat(others.workers().workers().getFirst().stop()).isEqualTo(Worker.Stop.NOW);
  }

  @Test
  void theOwnerEndsTheSessionOfSomebodyElseAndThenTheirOwn() {
    var anna = new Login(Secret.hash("x"), "anna", Grant.READ_ONLY);
    others.access().beginSession(anna, "192.0.2.7", "Firefox", Served.NOW);
    go("/sessions");
    assertThat(page.locator("[id^=session-]").last()).containsText("this one");
    var hers = page.locator("[id^=session-]").first();
    assertThat(hers).containsText("anna");
    hers.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator("[role=status]")).hasText("The session has ended.");
    assertThat(others.access().sessions(Served.NOW)).hasSize(1);
    press("End all, also this one");
    assertThat(page.locator("h1")).hasText("QueueCTL");
    assertThat(page.locator("input[name=token]")).isVisible();
  }
}
