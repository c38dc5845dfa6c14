package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.queuectl.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What scripts add to forms and lists: nothing of it is needed.
class FormsJourneyTest extends Journey {

  @Test
  void shiftSelectsARangeAndOnlyWhatSuitsItIsOffered() {
    bury("zombie");
    enqueue("a", "b", "c", "d");
    go("/jobs");
    assertThat(page.locator(".bulk button:visible")).hasCount(0);
    row("d").locator("input").click();
    row("b")
        .locator("input")
        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
    assertThat(page.locator("#rows input:checked")).hasCount(3);
    assertThat(page.locator(".bulk")).containsText("Selected 3:");
    assertThat(page.locator(".bulk button:visible"))
        .hasText(new String[] {"Cancel", "Hold", "Remove", "Edit"});

    row("zombie").locator("input").check();
    assertThat(page.locator(".bulk button[value=retry]")).hasText("Retry 1");
    assertThat(page.locator(".bulk button[value=remove]")).hasText("Remove");
  }

  @Test
  void whatIsDoneFarDownAPageIsSaidWhereOneLooksAndOnce() {
    for (var i = 0; i < 50; i++) {
      enqueue("job-" + i);
    }
    go("/jobs?state=pending");
    var last = row("job-0").first();
    last.locator("input").check();
    page.locator(".bulk button[value=hold]").click();
    var said = page.locator("[role=status]");
    assertThat(said).hasText("Held 1 job.");
    assertThat(said).isInViewport();
    assertThat(page).hasURL(served.dashboard.url() + "/jobs?state=pending");
    page.reload();
    assertThat(page.locator("[role=status]")).hasCount(0);
  }

  @Test
  void theWayBackFromAJobIsTheListItWasFoundIn() {
    enqueue("a", "b");
    go("/jobs?state=pending&text=echo");
    row("a").locator("a.id").click();
    assertThat(page.locator("h1")).hasText("a");
    page.locator("button", new Page.LocatorOptions().setHasText("Hold")).click();
    assertThat(page.locator("[role=status]")).hasText("a was held.");
    page.locator(".up").click();
    assertThat(page.locator("h1")).hasText("Jobs");
    assertThat(page).hasURL(served.dashboard.url() + "/jobs?state=pending&text=echo");
  }

  @Test
  void whatWasTypedElsewhereOnThePageIsThereAfterAnotherFormWasSent() {
    enqueue("a");
    go("/queues");
    page.getByPlaceholder("reason").fill("moving house");
    page.getByPlaceholder("no limit").fill("many");
    page.locator("button", new Page.LocatorOptions().setHasText("Set")).click();
    assertThat(page.locator(".problem")).containsText("Concurrency must be");
    assertThat(page.getByPlaceholder("reason")).hasValue("moving house");
    page.getByPlaceholder("no limit").fill("2");
    page.locator("button", new Page.LocatorOptions().setHasText("Set")).click();
    assertThat(page.locator("[role=status]")).containsText("at most 2 jobs");
    assertThat(page.getByPlaceholder("reason")).hasValue("moving house");
  }

  @Test
  void aFilterIsSavedInTheBrowserAndForgotten() {
    enqueue("a");
    go("/jobs?state=pending&text=echo");
    page.getByText("Save this filter").click();
    go("/jobs");
    page.locator("#saved a").click();
    assertThat(page).hasURL(served.dashboard.url() + "/jobs?state=pending&text=echo");
    assertThat(page.locator("#saved a")).hasText("pending, echo");
    page.getByLabel("Forget pending, echo").click();
    assertThat(page.locator("#saved a")).hasCount(0);
    go("/jobs");
    assertThat(page.locator("#saved")).isHidden();
  }

  /// The session ends while the form is filled in.
  @Test
  void aLoginBringsBackWhatWasSentTooLate() {
    go("/enqueue");
    page.locator("textarea[name=command]").fill("make everything");
    page.context().clearCookies();
    page.locator("main button[type=submit]").click();
    page.getByLabel("Token").fill(served.token());
    page.getByText("Log in").last().click();
    assertThat(page.locator("h1")).hasText("Enqueue a job");
    assertThat(page.locator("textarea[name=command]")).hasValue("make everything");
  }

  /// As a page does by itself that finds itself logged out.
  @Test
  void aLoginBringsBackWhatWasBeingTyped() {
    enqueue("a");
    go("/job?id=a");
    page.locator("summary", new Page.LocatorOptions().setHasText("Edit")).click();
    page.locator("input[name=priority]").fill("7");
    page.context().clearCookies();
    page.reload();
    page.getByLabel("Token").fill(served.token());
    page.getByText("Log in").last().click();
    assertThat(page.locator("h1")).hasText("a");
    assertThat(page.locator("input[name=priority]")).hasValue("7");
    assertThat(page.locator("input[name=priority]")).isVisible();
  }

  @Test
  void aPhoneShowsTheFirstRowAtOnceAndAMenuLeadsToEveryPage() {
    others.config().set(Map.of(Setting.MAX_RETRIES, "4"));
    enqueue("a", "b");
    try (var phone = Chromium.get().open(390, 844, false)) {
      var small = phone.newPage();
      small.navigate(served.dashboard.loginUrl());
      small.navigate(served.dashboard.url() + "/jobs");
      assertThat(small.locator("#rows tr").first()).isInViewport();
      assertThat(small.locator(".sidebar")).isHidden();
      small.locator(".menu").click();
      assertThat(small.locator(".sidebar a:visible")).hasCount(14);
      assertThat(small.locator(".sidebar [aria-current=page]")).hasText("Jobs");
      assertThat(small.getByText("Log out")).isVisible();
      small.locator(".sidebar a", new Page.LocatorOptions().setHasText("Configuration")).click();
      assertThat(small.locator("h1")).hasText("Configuration");
      assertThat(small.locator("input[name=max_retries]")).hasValue("4");
    }
  }
}
