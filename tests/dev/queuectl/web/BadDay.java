package dev.queuectl.web;

import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import java.util.List;
import java.util.Set;

/// A bad day, for screenshots: a worker gone, nineteen causes of death, 125 queues of which one is
/// paused, a burst of work after hours of little, nobody to do the rest, and hardly any disk left.
final class BadDay {
  private final Served served;
  private final SampleStore sample;

  BadDay(Served served, SampleStore sample) {
    this.served = served;
    this.sample = sample;
  }

  void fill() {
    sample.join("w0t5d8g1c9tm", 4, Set.of("default"));
    served
        .store
        .workers()
        .join(
            new Worker(
                "w0t5gone2x7q",
                "kronos",
                new ProcessIdentity("kronos", 4711, 1),
                8,
                Set.of("media"),
                SampleStore.ago(600),
                SampleStore.ago(4),
                SampleStore.ago(3),
                null,
                311,
                90_000));
    for (var hour = 20; hour > 2; hour -= 3) {
      sample.work(SampleStore.ago(60L * hour), 0.1);
    }
    for (var i = 0; i < 40; i++) {
      sample.work(SampleStore.ago(45).plusMillis(i * 500L), 0.02);
    }
    for (var cause = 1; cause <= 19; cause++) {
      deaths(cause);
    }
    sample.running();
    for (var i = 1; i <= 125; i++) {
      var queue = "tenant-%03d.%s".formatted(i, i % 3 == 0 ? "thumbnails-and-previews" : "mail");
      for (var j = 0; j <= i % 5; j++) {
        sample.add(
            "t%03d-%d".formatted(i, j),
            "./send.sh " + i,
            queue,
            SampleStore.ago(i),
            SampleStore.ago(i),
            i % 7 == 0 ? 5 : 0);
      }
    }
    served
        .store
        .queues()
        .change("tenant-007.mail", new Pause("their SMTP server refuses us", SampleStore.ago(200)));
    served.lookAtTheDead();
    sample.events();
    served.obstacle.set("12 MB are free on the disk of the queue, less than disk_reserve");
  }

  private void deaths(int cause) {
    for (var i = 0; i < 20 - cause; i++) {
      sample.add(
          "c%02d-%d".formatted(cause, i),
          "./step%d.sh".formatted(cause),
          "default",
          SampleStore.ago(90),
          SampleStore.ago(90),
          9);
      var job = sample.claim(SampleStore.ago(89));
      sample.print(
          job,
          "",
          "fatal: cause %s of failure in module %s\n"
              .formatted((char) ('a' + cause), (char) ('A' + cause)));
      var ending =
          new Ending(
              job,
              new Outcome.Failed(cause),
              new Transition.Bury("exit code " + cause, true),
              SampleStore.ago(88),
              0,
              40);
      served
          .store
          .workers()
          .exchange(
              new Exchange(
                  "w0t5d8g1c9tm",
                  List.of(ending),
                  List.of(),
                  Set.of(),
                  null,
                  SampleStore.ago(88),
                  Served.NOW.plus(SampleStore.LEASE)));
    }
  }
}
