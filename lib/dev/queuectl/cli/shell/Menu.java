package dev.queuectl.cli.shell;

import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.QuickRead;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.worker.WorkersHere;
import java.util.List;

/// The numbered main menu, for those who would rather choose than type. Whatever it does it does
/// through commands, which it shows.
final class Menu {
  /// Together they fit a small screen.
  private static final List<List<String>> LIVE =
      List.of(List.of("status"), List.of("list", "--limit", "5"));

  private final Console console;
  private final Printer printer;
  private final QuickRead quickRead;
  private final Banner banner;
  private final MenuScreen screen;

  Menu(
      Console console,
      Printer printer,
      QuickRead quickRead,
      Banner banner,
      ShellTerminal terminal) {
    this.console = console;
    this.printer = printer;
    this.quickRead = quickRead;
    this.banner = banner;
    this.screen = new MenuScreen(terminal, printer);
  }

  /// @return the exit code
  int run() {
    var jobs = new MenuOfJobs(screen, console, quickRead, this::setting);
    var workers = new MenuOfWorkers(screen, quickRead, console.clock(), this::setting);
    var dead = new MenuOfDead(screen);
    var config = new MenuOfConfig(screen, this::setting);
    screen.page(
        () -> List.of(banner.title(), banner.standing()),
        List.of(
            new MenuScreen.Entry("1", "Add a job", jobs::add),
            new MenuScreen.Entry("2", "Live status", () -> screen.watch(LIVE)),
            new MenuScreen.Entry("3", "List jobs", jobs::list),
            new MenuScreen.Entry("4", "Start workers", workers::start),
            new MenuScreen.Entry("5", "Stop workers", workers::stop),
            new MenuScreen.Entry("6", "Manage workers", workers::manage),
            new MenuScreen.Entry("7", "Dead letter queue", dead::page),
            new MenuScreen.Entry("8", "Configuration and queues", config::page)),
        "Exit");
    noteWorkers();
    return screen.isEnding() ? ShellTerminal.TERMINATED : 0;
  }

  private void noteWorkers() {
    var here =
        quickRead.at(
            store -> WorkersHere.named(store.workers(), null, console.clock().instant()),
            List.<Worker>of());
    if (!here.isEmpty()) {
      printer.remark(
          here.size() == 1
              ? "A worker keeps running in the background; queuectl worker stop stops it."
              : here.size()
                  + " workers keep running in the background; queuectl worker stop stops them.");
    }
  }

  /// What a key is set to now.
  private String setting(Setting setting) {
    return quickRead.at(store -> store.config().settings().text(setting), setting.defaultValue());
  }
}
