package dev.queuectl.cli.top;

import static dev.queuectl.cli.console.KeyReader.BACKSPACE;
import static dev.queuectl.cli.console.KeyReader.BACK_TAB;
import static dev.queuectl.cli.console.KeyReader.DOWN;
import static dev.queuectl.cli.console.KeyReader.END;
import static dev.queuectl.cli.console.KeyReader.ENTER;
import static dev.queuectl.cli.console.KeyReader.ESCAPE;
import static dev.queuectl.cli.console.KeyReader.HOME;
import static dev.queuectl.cli.console.KeyReader.LEFT;
import static dev.queuectl.cli.console.KeyReader.PAGE_DOWN;
import static dev.queuectl.cli.console.KeyReader.PAGE_UP;
import static dev.queuectl.cli.console.KeyReader.TAB;
import static dev.queuectl.cli.console.KeyReader.UP;

import dev.queuectl.Job;
import dev.queuectl.cli.top.TopState.Opened;
import dev.queuectl.cli.top.TopState.Page;
import java.util.List;
import java.util.function.Function;

/// What each key of `top` does: from what was chosen to what is chosen now. Pure.
final class TopKeys {
  private TopKeys() {}

  record Step(TopState state, TopAction action) {}

  /// What keys move in.
  ///
  /// @param data what is listed
  /// @param pageLines how many lines what is opened has
  /// @param height how many lines the screen has
  record Scope(TopData data, int pageLines, int height) {
    List<String> ids(TopState state) {
      return data.jobs(state.pane(), state.sort(), state.filter()).stream().map(Job::id).toList();
    }

    int furthest() {
      return Math.max(0, pageLines - height);
    }
  }

  /// @param key a name of [KeyReader], or what was typed
  static Step press(TopState state, String key, Scope scope) {
    if (state.opened() != null) {
      return inPage(state, state.opened(), key, scope);
    }
    if (state.typing() && isForFilter(key)) {
      return look(inFilter(state, key));
    }
    return inLists(state.settled(scope.data()), key, scope);
  }

  private static Step look(TopState state) {
    return new Step(state, new TopAction.None());
  }

  private static boolean isForFilter(String key) {
    return switch (key) {
      case ENTER, ESCAPE, BACKSPACE -> true;
      default -> key.codePointCount(0, key.length()) == 1;
    };
  }

  private static TopState inFilter(TopState state, String key) {
    var filter = state.filter();
    return switch (key) {
      case ENTER -> state.filtered(filter, false);
      case ESCAPE -> state.filtered("", false);
      case BACKSPACE ->
          state.filtered(
              filter.isEmpty()
                  ? ""
                  : filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)),
              true);
      default -> state.filtered(filter + key, true);
    };
  }

  private static Step inLists(TopState state, String key, Scope scope) {
    return switch (key) {
      case UP, "k" -> look(move(state, scope, -1));
      case DOWN, "j" -> look(move(state, scope, 1));
      case PAGE_UP -> look(move(state, scope, -10));
      case PAGE_DOWN -> look(move(state, scope, 10));
      case HOME, "g" -> look(move(state, scope, -100_000));
      case END, "G" -> look(move(state, scope, 100_000));
      case TAB -> look(nextList(state, scope, 1));
      case BACK_TAB -> look(nextList(state, scope, -1));
      case "s" -> look(state.sorted(state.sort().next()));
      case "/" -> look(state.filtered(state.filter(), true));
      case ESCAPE -> look(state.filtered("", false));
      case "p", " " -> look(state.pausing(!state.paused()));
      case "?", "h" -> look(state.opening(Page.HELP, ""));
      case ENTER -> withJob(state, scope, id -> look(state.opening(Page.STORY, id)));
      case "l" -> withJob(state, scope, id -> look(state.opening(Page.LOG, id)));
      case "q" -> new Step(state, new TopAction.Quit());
      default -> withJob(state, scope, id -> changeSelected(state, scope, key, id));
    };
  }

  /// The next list that has jobs.
  private static TopState nextList(TopState state, Scope scope, int step) {
    var next = state;
    do {
      next = next.in(next.pane().next(step));
    } while (scope.ids(next).isEmpty() && next.pane() != state.pane());
    return move(next, scope, 0);
  }

  private static TopState move(TopState state, Scope scope, int by) {
    var ids = scope.ids(state);
    if (ids.isEmpty()) {
      return state;
    }
    var place = Math.clamp(state.place(state.pane(), ids) + (long) by, 0, ids.size() - 1);
    return state.choosing(ids.get(place), place);
  }

  private static Step withJob(TopState state, Scope scope, Function<String, Step> use) {
    var ids = scope.ids(state);
    return ids.isEmpty()
        ? look(state.saying("No job is selected."))
        : use.apply(ids.get(state.place(state.pane(), ids)));
  }

  /// Where a list has gone, what is selected now is in another one, and nobody has looked at it
  /// yet: that takes a key that selects.
  private static Step changeSelected(TopState state, Scope scope, String key, String id) {
    if (!"rRCD".contains(key)) {
      return change(state, key, id);
    }
    return state.hasStrayed()
        ? look(state.saying("%s is selected now. Press Up or Down first.".formatted(id)))
        : change(move(state, scope, 0), key, id);
  }

  /// Capital letters for what cannot be undone.
  private static Step change(TopState state, String key, String id) {
    return switch (key) {
      case "r", "R" -> new Step(state, new TopAction.Retry(id));
      case "C" -> new Step(state, new TopAction.Cancel(id));
      case "D" -> new Step(state, new TopAction.Delete(id));
      case "c" -> look(state.saying("Press C, a capital letter, to cancel " + id + "."));
      case "d" -> look(state.saying("Press D, a capital letter, to delete " + id + "."));
      default -> look(state.saying("Press ? for the keys."));
    };
  }

  private static Step inPage(TopState state, Opened opened, String key, Scope scope) {
    var towardsEnd = opened.page() == Page.LOG ? -1 : 1;
    return switch (key) {
      case UP, "k" -> scroll(state, opened, scope, -towardsEnd);
      case DOWN, "j" -> scroll(state, opened, scope, towardsEnd);
      case PAGE_UP -> scroll(state, opened, scope, -towardsEnd * scope.height());
      case PAGE_DOWN, " " -> scroll(state, opened, scope, towardsEnd * scope.height());
      case HOME, "g" -> scroll(state, opened, scope, -towardsEnd * scope.pageLines());
      case END, "G" -> scroll(state, opened, scope, towardsEnd * scope.pageLines());
      case "q", ESCAPE, LEFT, BACKSPACE -> look(close(state, opened));
      default ->
          opened.page() == Page.HELP ? look(close(state, opened)) : ofJob(state, opened.job(), key);
    };
  }

  /// From the help back to the job from which it was asked for.
  private static TopState close(TopState state, Opened opened) {
    return opened.page() == Page.HELP && !opened.job().isEmpty()
        ? state.opening(Page.STORY, opened.job())
        : state.showing(null);
  }

  private static Step scroll(TopState state, Opened opened, Scope scope, int by) {
    var scroll = Math.clamp((long) opened.scroll() + by, 0, scope.furthest());
    return look(state.showing(new Opened(opened.page(), opened.job(), scroll)));
  }

  private static Step ofJob(TopState state, String id, String key) {
    return switch (key) {
      case "l" -> look(state.opening(Page.LOG, id));
      case ENTER -> look(state.opening(Page.STORY, id));
      case "?", "h" -> look(state.opening(Page.HELP, id));
      default -> change(state, key, id);
    };
  }
}
