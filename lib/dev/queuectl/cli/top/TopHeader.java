package dev.queuectl.cli.top;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.cli.console.Glyphs;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.worker.Throughput;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The upper lines of `top`: where, how many, how fast, and what is in the way.
///
/// @param place of the store
record TopHeader(String place, ZoneId zone, Glyphs glyphs) {

  List<ScreenLine> lines(
      TopState state, TopData data, Throughput throughput, Instant now, int width) {
    var lines = new ArrayList<ScreenLine>();
    lines.add(title(state, now, width));
    lines.addAll(counts(data, width));
    lines.add(speed(data, throughput, now, width));
    notice(data).ifPresent(text -> lines.add(ScreenLine.of(Style.YELLOW, text)));
    if (state.typing() || !state.filter().isEmpty()) {
      lines.add(
          ScreenLine.of(Style.BOLD, "Filter: ")
              .add(state.filter() + (state.typing() ? "_" : "  (Esc clears it)")));
    }
    return lines;
  }

  private ScreenLine title(TopState state, Instant now, int width) {
    var time = (state.paused() ? "paused " : "") + Times.local(now, zone).substring(11);
    var room = Math.max(0, width - time.length() - 10);
    return ScreenLine.of(Style.BOLD, "queuectl ")
        .add(Style.DIM, end(Printable.line(place), room))
        .fill(width - time.length())
        .add(state.paused() ? Style.YELLOW : Style.PLAIN, time);
  }

  /// The end of a path says most.
  private static String end(String text, int room) {
    var cut = text;
    while (!cut.isEmpty() && TextWidth.of(cut) > room) {
      cut = cut.substring(cut.offsetByCodePoints(0, 1));
    }
    return cut;
  }

  private static List<ScreenLine> counts(TopData data, int width) {
    var lines = new ArrayList<ScreenLine>();
    var line = new ScreenLine();
    for (var state : JobState.values()) {
      var text = state.word() + " " + Numbers.grouped(data.count(state));
      if (line.width() > 0 && line.width() + 3 + text.length() > width) {
        lines.add(line);
        line = new ScreenLine();
      }
      var style = data.count(state) == 0 ? Style.DIM : Style.of(state);
      line.add(line.width() == 0 ? "" : "   ").add(style, text);
    }
    lines.add(line);
    return lines;
  }

  private ScreenLine speed(TopData data, Throughput throughput, Instant now, int width) {
    var line = ScreenLine.of(String.format(Locale.ROOT, "%.1f/s completed ", throughput.rate(now)));
    var waiting = data.waitingSince().map(since -> waiting(since, now)).orElse("");
    var room = width - line.width() - (waiting.isEmpty() ? 0 : waiting.length() + 1);
    var columns = Math.clamp(room - 2, 0, 120);
    line.add(Style.DIM, "|")
        .add(Style.GREEN, glyphs.sparkline(throughput.seconds(columns, now)))
        .add(Style.DIM, "|");
    return waiting.isEmpty() ? line : line.fill(width - waiting.length()).add(waiting);
  }

  private static String waiting(Instant since, Instant now) {
    return "oldest waiting " + age(since, now);
  }

  /// To the second, never negative.
  static String age(Instant since, Instant now) {
    return Durations.text(Duration.ofSeconds(Durations.between(since, now).toSeconds()));
  }

  private static Optional<String> notice(TopData data) {
    if (data.obstacle().isPresent()) {
      return data.obstacle().map(why -> "Claiming is paused: " + why);
    }
    var paused = data.closed().stream().filter(Queue::isPaused).map(TopHeader::text).toList();
    return paused.isEmpty()
        ? Optional.empty()
        : Optional.of("Paused: " + String.join(", ", paused));
  }

  private static String text(Queue queue) {
    return queue.pauseReason() == null
        ? queue.name()
        : "%s (%s)".formatted(queue.name(), queue.pauseReason());
  }
}
