package dev.queuectl.cli.top;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Glyphs;
import dev.queuectl.cli.top.TopState.Page;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jline.terminal.Size;
import picocli.CommandLine.Command;

/// `top`
@Prototype
@Command(
    name = "top",
    description = {
      "Watch the queue full-screen: what is running, waiting and dead, and how fast it moves.",
      "Open, follow, retry, cancel and delete jobs with single keys; ? lists them. Needs a terminal. Also: monitor, watch."
    },
    footer = {"  queuectl top"})
public final class TopCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration BETWEEN_OUTPUT = Duration.ofMillis(250);

  private final CommandContext context;
  private final TopReader reader;
  private final TopPages pages;
  private final TopChanges changes;

  private TopState state = TopState.START;
  private List<String> page = List.of();
  private Instant now = Instant.EPOCH;

  TopCommand(CommandContext context, TopReader reader, TopPages pages, TopChanges changes) {
    this.context = context;
    this.reader = reader;
    this.pages = pages;
    this.changes = changes;
  }

  @Override
  public Integer call() {
    if (!context.console().inTerminal()
        || !context.printer().terminal()
        || context.printer().json()) {
      throw new QueueException.Invalid(
          "top needs a terminal", "Use queuectl status, or status --json.");
    }
    context.access().openToStay();
    context.access().hurry(); // a key is answered soon, if only by saying that the store is locked
    var data = reader.read(); // what is wrong with the store is better said on the usual screen
    try (var screen = FullScreen.open(context.console(), context.printer().colours())) {
      watch(screen, data);
    }
    return 0;
  }

  private void watch(FullScreen screen, TopData known) {
    var data = known;
    now = context.now();
    for (var key = ""; !key.equals(FullScreen.CLOSED); key = next(screen)) {
      if (key.equals(FullScreen.RESIZED)) {
        screen.forget();
      } else if (!key.isEmpty() && !press(key, data, screen.size())) {
        return;
      }
      data = refreshed(data, screen.size().getColumns());
      draw(screen, data);
    }
  }

  /// The next key, or an empty one when it is time to look again.
  private String next(FullScreen screen) {
    var isLog = state.opened() != null && state.opened().page() == Page.LOG;
    var key = screen.await(isLog ? BETWEEN_OUTPUT : BETWEEN);
    return key == null ? "" : key;
  }

  /// @return false to leave
  private boolean press(String key, TopData data, Size size) {
    var view = view(size);
    var step = TopKeys.press(state, key, new TopKeys.Scope(data, page.size(), view.pageHeight()));
    state = step.state();
    if (step.action() instanceof TopAction.Quit) {
      return false;
    }
    changes.carryOut(step.action(), data).ifPresent(message -> state = state.saying(message));
    if (!(step.action() instanceof TopAction.None)) {
      reader.forget();
    }
    return true;
  }

  private TopData refreshed(TopData data, int width) {
    try {
      if (!state.paused()) {
        now = context.now();
      }
      page = state.opened() == null ? List.of() : pages.lines(state.opened(), width);
      return state.paused() ? data : reader.read();
    } catch (QueueException e) {
      state = state.saying(Failures.sentence(e));
      return data;
    }
  }

  private TopView view(Size size) {
    var header =
        new TopHeader(
            context.access().place().address(),
            context.console().zone().get(),
            Glyphs.of(context.console()));
    return new TopView(header, size.getColumns(), size.getRows());
  }

  private void draw(FullScreen screen, TopData data) {
    var size = screen.size();
    screen.draw(view(size).lines(state, data, reader.throughput(), page, now), size);
  }
}
