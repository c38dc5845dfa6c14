package dev.queuectl.web.browser;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.store.QueueStore;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.page.queue.QueueOrder;
import dev.queuectl.web.page.queue.QueuesPage;
import dev.queuectl.web.page.queue.QueuesView;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/queues`: pausing, resuming and limiting whole queues.
final class QueueRoutes implements Section {
  private static final String PATH = "/queues";
  private static final Duration RECENT = Duration.ofHours(1);
  private static final int MOST_PAGES = 1_000_000;
  private static final Set<String> UNLIMITED =
      Set.of("", "unlimited", "no limit", "none", "off", "default");

  private final DashboardContext dashboard;

  QueueRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::show),
        Route.post(PATH + "/pause", Right.CHANGE, this::pause),
        Route.post(PATH + "/resume", Right.CHANGE, this::resume),
        Route.post(PATH + "/set", Right.CHANGE, this::set));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var sort = request.query("sort");
    var view =
        view(
            request.query("text"),
            sort.isEmpty() ? QueueOrder.NAME : QueueOrder.of(sort),
            request.parameters().whole("page", 1, MOST_PAGES, 1));
    request.show(QueuesPage.html(view, request.frame()));
  }

  private QueuesView view(String text, QueueOrder order, int number) {
    var part = text.toLowerCase(Locale.ROOT);
    return dashboard
        .served()
        .store()
        .snapshot(
            () -> {
              var all =
                  dashboard.served().store().queues().list().stream()
                      .filter(queue -> queue.name().toLowerCase(Locale.ROOT).contains(part))
                      .sorted(order.comparator())
                      .toList();
              var pages = Math.max(1, (all.size() + QueuesView.PAGE - 1) / QueuesView.PAGE);
              var page = Math.min(number, pages);
              var lines = page(all, order, (page - 1) * QueuesView.PAGE);
              return new QueuesView(all, lines, text, order, page, Typed.NOTHING, "");
            });
  }

  private List<QueuesView.Line> page(List<Queue> all, QueueOrder order, int skipped) {
    return order.isOfLines() && all.size() <= QueueOrder.MOST_LINES
        ? lines(all).stream()
            .sorted(order.ofLines(dashboard.served().now()))
            .skip(skipped)
            .limit(QueuesView.PAGE)
            .toList()
        : lines(all.stream().skip(skipped).limit(QueuesView.PAGE).toList());
  }

  private List<QueuesView.Line> lines(List<Queue> queues) {
    var served = dashboard.served();
    var names = queues.stream().map(Queue::name).toList();
    var paces = served.store().queues().paces(names, served.now().minus(RECENT));
    return queues.stream()
        .map(
            queue -> {
              var pace = Objects.requireNonNull(paces.get(queue.name()));
              return new QueuesView.Line(
                  queue,
                  pace.oldestReadyAt().map(since -> Durations.between(since, served.now())),
                  pace);
            })
        .toList();
  }

  private void pause(Context context) {
    var request = new PageRequest(context, dashboard);
    act(
        request,
        "reason",
        () -> {
          var reason = request.field("reason");
          var name = request.field("name");
          dashboard.controls().pause(name, reason.isEmpty() ? null : reason, request.caller());
          return name + " is paused; running jobs continue.";
        });
  }

  private void resume(Context context) {
    var request = new PageRequest(context, dashboard);
    request.act(
        asked(request).here(),
        () ->
            dashboard.controls().resume(request.field("name"), request.caller()).name()
                + " is no longer paused.");
  }

  private void set(Context context) {
    var request = new PageRequest(context, dashboard);
    act(
        request,
        "concurrency",
        () -> {
          var limit = limit(request.field("concurrency"));
          var name =
              dashboard.controls().limit(request.field("name"), limit, request.caller()).name();
          return limit == null
              ? name + " runs any number of jobs at a time."
              : "%s runs at most %s at a time.".formatted(name, Numbers.counted(limit, "job"));
        });
  }

  /// Leads back to where one was, or shows the page again with what was typed, if that is wrong.
  private void act(PageRequest request, String field, Supplier<String> act) {
    var view = asked(request);
    try {
      request.leave(true, act.get(), view.here());
    } catch (QueueException.Invalid e) {
      var again = view.with(typed(request, field, FailureText.of(e)), word(request, "name"));
      if (again.isTypedShown()) {
        request.showAgain(QueuesPage.html(again, request.frameAt(again.here())));
      } else {
        request.leave(false, FailureText.of(e), view.here());
      }
    } catch (QueueException e) {
      request.leave(false, FailureText.of(e), view.here());
    }
  }

  private static Typed typed(PageRequest request, String field, String problem) {
    return new Typed(Map.of(field, word(request, field)), Map.of(field, problem));
  }

  /// The page on which the form was.
  private QueuesView asked(PageRequest request) {
    var sort = request.field("sort");
    var page = request.field("page");
    return view(
        request.field("text"),
        sort.isEmpty() ? QueueOrder.NAME : QueueOrder.of(sort),
        page.isEmpty() ? 1 : Numbers.whole("page", page, 1, MOST_PAGES));
  }

  private static String word(PageRequest request, String name) {
    return Objects.requireNonNullElse(request.context().formParam(name), "");
  }

  private static @Nullable Integer limit(String text) {
    if (UNLIMITED.contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return Numbers.whole("concurrency", text, 1, QueueStore.MOST_CONCURRENCY);
  }
}
