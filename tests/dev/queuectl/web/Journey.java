package dev.queuectl.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.store.Store;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Noticed;
import dev.queuectl.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A visitor of the dashboard in a real browser, and others who change the queue meanwhile.
@InBrowser
abstract class Journey {
  private static final Instant LEASE = Served.NOW.plusSeconds(3600);

  @TempDir Path directory;
  Served served;

  /// As a worker or the command line would have it: another connection to the same file.
  Store others;

  Page page;

  @BeforeEach
  final void start() {
    served = new Served(directory);
    others = SqliteStore.open(directory.resolve("queue.db"));
    page = Chromium.get().visit(served);
  }

  @AfterEach
  final void stop() {
    others.close();
    served.close();
  }

  final void go(String address) {
    page.navigate(served.dashboard.url() + address);
  }

  final void enqueue(String... ids) {
    for (var id : ids) {
      var job =
          new NewJob(
              id, "echo " + id, "default", 0, 1, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
      others.jobs().enqueue(List.of(job).iterator(), false, Served.NOW);
    }
  }

  private Job claimed;

  final void claimNext() {
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

  final void end(Outcome outcome, Transition transition) {
    end(outcome, transition, Noticed.NOTHING);
  }

  final void end(Outcome outcome, Transition transition, Noticed noticed) {
    var ending = new Ending(claimed, outcome, transition, Served.NOW.plusSeconds(2), 0, 0, noticed);
    others
        .workers()
        .exchange(
            new Exchange("w1", List.of(ending), List.of(), Set.of(), null, Served.NOW, LEASE));
    served.lookAtTheDead();
  }

  final void bury(String id) {
    enqueue(id);
    claimNext();
    end(new Outcome.Failed(7), new Transition.Bury("exit code 7", true));
  }

  final Path stdout() throws IOException {
    var file = served.logs.output(claimed.seq(), claimed.lastAttempt()).stdout();
    Files.createDirectories(file.getParent());
    return file;
  }

  final Locator row(String id) {
    return page.locator("tr", new Page.LocatorOptions().setHasText("echo " + id));
  }
}
