package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do with the dashboard, in a real browser.
@InBrowser
class JourneyTest {
  private static final Instant LEASE = Served.NOW.plusSeconds(3600);
  private static Chromium chromium;

  @TempDir Path directory;
  private Served served;

  /// As a worker or the command line would have it: another connection to the same file.
  private Store others;

  private Page page;

  @BeforeAll
  static void launch() {
    chromium = new Chromium();
  }

  @AfterAll
  static void end() {
    chromium.close();
  }

  @BeforeEach
  void start() {
    served = new Served(directory);
    others = SqliteStore.open(directory.resolve("queue.db"));
    page = chromium.visit(served);
  }

  @AfterEach
  void stop() {
    page.context().close();
    others.close();
    served.close();
  }

  private void go(String address) {
    page.navigate(served.dashboard.url() + address);
  }

  private void enqueue(String... ids) {
    for (var id : ids) {
      var job =
          new NewJob(
              id, "echo " + id, "default", 0, 1, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
      others.jobs().enqueue(List.of(job).iterator(), false, Served.NOW);
    }
  }

  private Job claimed;

  private void claimNext() {
    if (others.workers().workers().isEmpty()) {
      others
          .workers()
          .join(
              new Worker(
                  "w1",
                  "here",
                  Identities.self(),
                  1,
                  Set.of(),
                  Served.NOW,
                  Served.NOW,
                  LEASE,
                  null,
                  0,
                  0));
    }
    claimed =
        others
            .workers()
            .exchange(new Exchange("w1", List.of(), List.of(0), Set.of(), null, Served.NOW, LEASE))
            .claimed()
            .getFirst();
  }

  private void end(Outcome outcome, Transition transition) {
    var ending = new Ending(claimed, outcome, transition, Served.NOW.plusSeconds(2), 0, 0);
    others
        .workers()
        .exchange(
            new Exchange("w1", List.of(ending), List.of(), Set.of(), null, Served.NOW, LEASE));
  }

  private void bury(String id) {
    enqueue(id);
    claimNext();
    end(new Outcome.Failed(7), new Transition.Bury("exit code 7", true));
  }

  private Path stdout() throws IOException {
    var file = served.logs.output(claimed.seq(), claimed.lastAttempt()).stdout();
    Files.createDirectories(file.getParent());
    return file;
  }

  private Locator row(String id) {
    return page.locator("tr", new Page.LocatorOptions().setHasText("echo " + id));
  }

  @Test
  void whoIsNotLoggedInPastesTheTokenAndComesToTheOverview() {
    Chromium.logOut(page);
    go("/jobs");
    assertThat(page.locator("h1")).hasText("QueueCTL");
    page.getByLabel("Token").fill("wrong");
    page.getByText("Log in").last().click();
    assertThat(page.locator("[role=alert]")).hasText("The token is wrong.");

    page.getByLabel("Token").fill(served.token());
    page.getByText("Log in").last().click();

    assertThat(page.locator("h1")).hasText("Overview");
  }

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
    assertThat(page.locator("#why")).containsText("It has completed");
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
  void aGroupOfTheDeadIsRetried() {
    bury("a");
    bury("b");
    go("/dlq");
    assertThat(page.locator(".group")).hasCount(1);
    page.getByText("Show jobs").click();
    assertThat(row("a")).isVisible();

    page.getByText("Retry group").click();

    assertThat(page.locator("[role=status]")).hasText("Retried 2 jobs.");
    assertThat(page.locator("main")).containsText("The dead letter queue is empty");
    assertThat(others.jobs().counts()).containsEntry(JobState.PENDING, 2L);
    assertThat(others.events().list(Long.MAX_VALUE, 1).getFirst().action()).isEqualTo("retry");
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
