package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.queuectl.JobState;
import org.junit.jupiter.api.Test;

/// What people do with the dashboard, in a real browser.
class JourneyTest extends Journey {
  @Test
  void whoIsNotLoggedInPastesTheTokenAndComesToWhereTheyWereGoing() {
    Chromium.logOut(page);
    go("/jobs");
    assertThat(page.locator("h1")).hasText("QueueCTL");
    page.getByLabel("Token").fill("wrong");
    page.getByText("Log in").last().click();
    assertThat(page.locator("[role=alert]")).hasText("The token is wrong.");

    page.getByLabel("Token").fill(served.token());
    page.getByText("Log in").last().click();

    assertThat(page.locator("h1")).hasText("Jobs");
  }

  @Test
  void aQueueIsPausedWithAReasonAndResumed() {
    enqueue("a");
    go("/queues");
    page.getByPlaceholder("reason").fill("moving house");
    page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#queue-default")).containsText("moving house");
    assertThat(others.queues().find("default").pauseReason()).isEqualTo("moving house");

    page.locator("button", new Page.LocatorOptions().setHasText("Resume")).click();
    assertThat(page.locator("[role=status]")).hasText("default is no longer paused.");
    assertThat(others.queues().find("default").isPaused()).isFalse();
  }

  @Test
  void theKeyboardIsEnough() {
    enqueue("a", "b", "c");
    page.keyboard().press("g");
    page.keyboard().press("j");
    assertThat(page.locator("h1")).hasText("Jobs");
    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("j");
    page.keyboard().press("k");
    page.keyboard().press("x");
    assertThat(row("b").locator("input")).isChecked();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("b");

    page.keyboard().press("?");
    assertThat(page.locator("#help")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#help")).isHidden();
    page.keyboard().press("/");
    page.keyboard().type("a");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("a");
  }

  @Test
  void thePageIsDarkWhenItIsAskedTo() {
    var background = "getComputedStyle(document.querySelector('.stat')).backgroundColor";
    assertThat(page.evaluate(background)).isEqualTo("rgb(255, 255, 255)");
    page.getByLabel("Colours: dark").click();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    assertThat(page.evaluate(background)).isEqualTo("rgb(22, 26, 33)");
    go("/jobs");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
  }

  @Test
  void withoutJavaScriptEverythingCanBeReadAndDone() {
    enqueue("a", "b");
    try (var context =
        page.context()
            .browser()
            .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      var plain = context.newPage();
      plain.navigate(served.dashboard.loginUrl());
      plain.navigate(served.dashboard.url() + "/jobs");
      plain.locator("tr", new Page.LocatorOptions().setHasText("echo a")).locator("input").check();
      plain.locator("button[value=cancel]").click();
      assertThat(plain.locator("[role=status]")).hasText("Cancelled 1 job.");
      plain.navigate(served.dashboard.url() + "/enqueue");
      plain.locator("textarea[name=command]").fill("echo c");
      plain.locator("main button[type=submit]").click();
      assertThat(plain.locator("[role=status]")).containsText("Enqueued ");
      assertThat(plain.locator(".command-block")).hasText("echo c");
    }
    assertThat(others.jobs().find("a").orElseThrow().state()).isEqualTo(JobState.CANCELLED);
  }
}
