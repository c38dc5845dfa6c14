package dev.queuectl.cli.top;

import dev.queuectl.cli.top.TopState.Page;
import java.util.ArrayList;
import java.util.List;

/// The last line of `top`: the keys. Where not all fit, the less important are left out for those
/// that do, and the last one says where the others are.
final class TopFooter {
  private static final String GAP = "  ";
  private static final String HELP = "? help";
  private static final String MORE = "? more";

  /// The most important first.
  private static final List<String> LISTS =
      List.of(
          "q quit",
          "Enter open",
          "Tab list",
          "l log",
          "r retry",
          "C cancel",
          "/ find",
          "D delete",
          "s sort",
          "p pause");

  private static final List<String> JOB =
      List.of("q back", "Up/Down scroll", "l log", "Enter job", "r retry", "C cancel", "D delete");
  private static final List<String> TEXT = List.of("q back", "Up/Down scroll");
  private static final List<String> FILTER =
      List.of("Enter keep", "Esc clear", "type what to look for");

  private TopFooter() {}

  static String of(TopState state, int width) {
    if (state.opened() != null) {
      return state.opened().page() == Page.HELP
          ? String.join(GAP, fitting(TEXT, width))
          : withHelp(JOB, width);
    }
    return state.typing() ? String.join(GAP, fitting(FILTER, width)) : withHelp(LISTS, width);
  }

  private static String withHelp(List<String> keys, int width) {
    var all = String.join(GAP, keys) + GAP + HELP;
    if (all.length() <= width) {
      return all;
    }
    var some = new ArrayList<>(fitting(keys, width - GAP.length() - MORE.length()));
    some.add(MORE);
    return String.join(GAP, some);
  }

  private static List<String> fitting(List<String> keys, int width) {
    var some = new ArrayList<String>();
    var left = width;
    for (var key : keys) {
      var taken = key.length() + (some.isEmpty() ? 0 : GAP.length());
      if (taken <= left) {
        some.add(key);
        left -= taken;
      }
    }
    return some;
  }
}
