package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.top.TopState.Page;
import dev.queuectl.cli.top.TopTable.Row;
import dev.queuectl.cli.worker.Throughput;
import dev.queuectl.report.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The whole screen of `top`: what is known and what was chosen, as lines. Pure.
record TopView(TopHeader header, int width, int height) {
  /// With fewer lines only the list with the keys is shown.
  private static final int FEW_LINES = 16;

  /// How many lines a message may take.
  private static final int MESSAGE_LINES = 3;

  /// How many lines of something that was opened can be seen.
  int pageHeight() {
    return Math.max(1, height - 2);
  }

  /// As many lines as the screen has.
  ///
  /// @param page the lines of what is opened
  List<ScreenLine> lines(
      TopState chosen, TopData data, Throughput throughput, List<String> page, Instant now) {
    var state = chosen.settled(data);
    var lines = new ArrayList<ScreenLine>();
    if (state.opened() != null) {
      lines.addAll(page(state.opened(), page));
    } else {
      lines.addAll(header.lines(state, data, throughput, now, width));
      lines.addAll(lists(state, data, now, height - 1 - lines.size()));
    }
    var footer = footer(state);
    var room = Math.max(0, height - footer.size());
    while (lines.size() < room) {
      lines.add(new ScreenLine());
    }
    lines.subList(room, lines.size()).clear();
    lines.addAll(footer);
    return lines.subList(lines.size() - height, lines.size());
  }

  private List<ScreenLine> footer(TopState state) {
    if (!state.message().isEmpty()) {
      return TextWidth.wrapped(Printable.line(state.message()), width).stream()
          .limit(Math.min(MESSAGE_LINES, height))
          .map(line -> ScreenLine.of(Style.BOLD, line))
          .toList();
    }
    return List.of(ScreenLine.of(Style.DIM, TopFooter.of(state, width)));
  }

  private List<ScreenLine> page(TopState.Opened opened, List<String> page) {
    var lines = new ArrayList<ScreenLine>();
    var title =
        switch (opened.page()) {
          case HELP -> "Keys";
          case STORY -> opened.job();
          case LOG -> "Output of " + opened.job();
        };
    lines.add(rule(title, true));
    var furthest = Math.max(0, page.size() - pageHeight());
    var scroll = Math.min(opened.scroll(), furthest);
    var first = opened.page() == Page.LOG ? furthest - scroll : scroll;
    page.stream().skip(first).limit(pageHeight()).map(ScreenLine::of).forEach(lines::add);
    return lines;
  }

  private ScreenLine rule(String title, boolean active) {
    var glyphs = header.glyphs();
    return ScreenLine.of(active ? Style.CYAN : Style.DIM, glyphs.rule(2))
        .add(active ? Style.BOLD : Style.PLAIN, " " + title + " ")
        .add(active ? Style.CYAN : Style.DIM, glyphs.rule(width));
  }

  private List<ScreenLine> lists(TopState state, TopData data, Instant now, int room) {
    var rows = new TopRows(data, now, header.zone(), header.glyphs(), width);
    var shown = height < FEW_LINES ? List.of(state.pane()) : List.of(TopPane.values());
    var content = shown.stream().map(pane -> rows.of(pane, state)).toList();
    var heights = heights(shown, content, state.pane(), room - shown.size());
    var lines = new ArrayList<ScreenLine>();
    for (var i = 0; i < shown.size(); i++) {
      var pane = shown.get(i);
      lines.add(rule(title(pane, state, data, now), pane == state.pane()));
      lines.addAll(list(pane, state, content.get(i), heights[i]));
    }
    return lines;
  }

  private static String title(TopPane pane, TopState state, TopData data, Instant now) {
    var matching = data.jobs(pane, state.sort(), state.filter());
    var all = data.total(pane) == data.listed(pane).size();
    var kinds = pane == TopPane.WAITING && all ? kinds(matching, data, now) : "";
    var order = state.sort() == TopSort.USUAL ? "" : ", " + state.sort().words();
    return pane.title() + " " + count(pane, state, data, matching.size()) + kinds + order;
  }

  /// For example `12`, `1,000,000 (200 shown)`, and with a filter `3 of 12` or `3 of 1,000,000 (200
  /// looked through)`.
  private static String count(TopPane pane, TopState state, TopData data, int matching) {
    var total = data.total(pane);
    var listed = data.listed(pane).size();
    var isFiltered = !state.filter().isEmpty();
    var some =
        listed < total
            ? " (%s %s)".formatted(Numbers.grouped(listed), isFiltered ? "looked through" : "shown")
            : "";
    return (isFiltered ? Numbers.grouped(matching) + " of " : "") + Numbers.grouped(total) + some;
  }

  /// How many wait for what, if not all for a slot.
  private static String kinds(List<Job> waiting, TopData data, Instant now) {
    var kinds =
        waiting.stream()
            .collect(
                Collectors.groupingBy(
                    job -> TopWait.of(job, data, now),
                    () -> new EnumMap<>(TopWait.class),
                    Collectors.counting()));
    return kinds.keySet().equals(Set.of(TopWait.NEXT)) || kinds.isEmpty()
        ? ""
        : kinds.entrySet().stream()
            .map(kind -> kind.getValue() + " " + kind.getKey().words())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  /// Shares the lines out: each list gets what it wants, or as much as the others. What is over can
  /// do with half of that, unless the keys are there.
  private static int[] heights(
      List<TopPane> shown, List<List<Row>> content, TopPane active, int room) {
    var heights = new int[shown.size()];
    for (var left = room; left > 0; left--) {
      IntStream.range(0, heights.length)
          .filter(i -> heights[i] < content.get(i).size())
          .boxed()
          .min(Comparator.comparingInt(i -> heights[i] * weight(shown.get(i), active)))
          .ifPresent(i -> heights[i]++);
    }
    return heights;
  }

  private static int weight(TopPane pane, TopPane active) {
    return pane == TopPane.FINISHED && active != TopPane.FINISHED ? 2 : 1;
  }

  private List<ScreenLine> list(TopPane pane, TopState state, List<Row> rows, int lines) {
    var ids = rows.stream().map(Row::job).filter(id -> !id.isEmpty()).toList();
    var place = state.place(pane, ids);
    var chosen = place < 0 ? "" : ids.get(place);
    var at = rows.stream().map(Row::job).toList().indexOf(chosen);
    var first = Math.clamp(at - lines / 2, 0, Math.max(0, rows.size() - lines));
    return rows.stream()
        .skip(first)
        .limit(lines)
        .map(row -> marked(row, pane == state.pane() && row.job().equals(chosen)))
        .toList();
  }

  private ScreenLine marked(Row row, boolean chosen) {
    if (!chosen || row.job().isEmpty()) {
      return row.line().get();
    }
    var text = row.line().get().text(width, false).toString();
    return ScreenLine.of(">" + text.substring(1)).highlighted(width);
  }
}
