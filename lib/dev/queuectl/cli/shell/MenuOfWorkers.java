package dev.queuectl.cli.shell;

import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.worker.Slots;
import dev.queuectl.cli.worker.WorkersHere;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The entries of the menu that are about workers.
final class MenuOfWorkers {
  private static final String ALL = "all";

  private final MenuScreen screen;
  private final QuickRead quickRead;
  private final InstantSource clock;
  private final Function<Setting, String> settings;

  MenuOfWorkers(
      MenuScreen screen,
      QuickRead quickRead,
      InstantSource clock,
      Function<Setting, String> settings) {
    this.clock = clock;
    this.screen = screen;
    this.quickRead = quickRead;
    this.settings = settings;
  }

  void start() {
    screen.print("A worker in the background: it keeps running when you leave.");
    var count =
        screen.ask(
            "Slots (jobs at a time)", settings.apply(Setting.WORKER_COUNT), MenuOfWorkers::slots);
    var queues = screen.ask("Queues, separated by commas", ALL, MenuOfWorkers::queues);
    var words = new ArrayList<>(List.of("worker", "start", "--detach", "--count", count));
    if (!queues.equals(ALL)) {
      words.addAll(List.of("--queue", queues));
    }
    screen.run(words);
  }

  void stop() {
    var words = new ArrayList<>(List.of("worker", "stop"));
    if (screen.show(List.of("worker", "status")) != 0 || here().isEmpty()) {
      screen.run(words);
      return;
    }
    var which = screen.ask("Which (id)", ALL, this::worker);
    if (!which.equals(ALL)) {
      words.add(which);
    }
    if (screen
        .ask(
            "drain (let their jobs finish) or stop (jobs run again later)?",
            "drain",
            MenuOfWorkers::way)
        .equals("stop")) {
      words.add("--force");
    }
    screen.run(words);
  }

  void manage() {
    screen.page(
        () -> List.of("Workers"),
        List.of(
            new MenuScreen.Entry("1", "View", () -> screen.run(List.of("worker", "status"))),
            new MenuScreen.Entry("2", "Health", () -> screen.run(List.of("doctor"))),
            new MenuScreen.Entry("3", "Scale up or down", this::scale),
            new MenuScreen.Entry("4", "Restart", () -> screen.run(List.of("worker", "restart")))),
        "Back");
  }

  private void scale() {
    var here = here();
    if (here.isEmpty()) {
      screen.run(List.of("worker", "status"));
      return;
    }
    screen.show(List.of("worker", "status"));
    var words = new ArrayList<>(List.of("worker", "scale"));
    var first = here.getFirst();
    var which = here.size() == 1 ? first.id() : screen.ask("Which (id)", first.id(), this::worker);
    var now =
        here.stream().filter(worker -> worker.id().equals(which)).findFirst().orElse(first).slots();
    words.add(screen.ask("Slots", Integer.toString(now), MenuOfWorkers::slots));
    words.add(which);
    screen.run(words);
  }

  private List<Worker> here() {
    return quickRead.at(
        store -> WorkersHere.named(store.workers(), null, clock.instant()), List.of());
  }

  private String worker(String text) {
    if (!text.equals(ALL) && here().stream().noneMatch(worker -> worker.id().equals(text))) {
      throw new QueueException.Invalid("there is no worker \"" + text + "\"");
    }
    return text;
  }

  private static String slots(String text) {
    return Integer.toString(Slots.parse("the number of slots", text));
  }

  private static String queues(String text) {
    for (var queue : text.split(",")) {
      NewJob.checkQueue(queue);
    }
    return text;
  }

  private static String way(String text) {
    for (var way : List.of("drain", "stop")) {
      if (!text.isEmpty() && way.startsWith(text.toLowerCase(Locale.ROOT))) {
        return way;
      }
    }
    throw new QueueException.Invalid("type drain or stop");
  }
}
