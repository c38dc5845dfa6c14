package dev.queuectl.web.page.queue;

import dev.queuectl.Queue;
import dev.queuectl.store.QueueStore.Pace;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Typed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A page of the queues.
///
/// @param all those that match, for the totals
/// @param lines those on this page
/// @param text what their names contain; empty for anything
/// @param number of the page, from 1 on
/// @param typed what was typed for one queue, and is wrong
/// @param at the name of that queue; empty for none
public record QueuesView(
    List<Queue> all,
    List<Line> lines,
    String text,
    QueueOrder order,
    int number,
    Typed typed,
    String at) {
  public static final int PAGE = 50;
  private static final String PATH = "/queues";

  public QueuesView {
    all = List.copyOf(all);
    lines = List.copyOf(lines);
  }

  /// A queue and how it goes.
  ///
  /// @param latency how long its oldest ready job has been ready; empty if none is
  /// @param pace what completed lately
  public record Line(Queue queue, Optional<Duration> latency, Pace pace) {}

  int pages() {
    return Math.max(1, (all.size() + PAGE - 1) / PAGE);
  }

  /// The same list in another order, from its beginning.
  String by(QueueOrder other) {
    return address(text, other, 1);
  }

  String page(int other) {
    return address(text, order, other);
  }

  /// Where this very page is.
  public String here() {
    return page(number);
  }

  /// What its forms carry along, so that they lead back to it.
  Map<String, String> place() {
    return place(text, order, number);
  }

  private static String address(String text, QueueOrder order, int number) {
    return Addresses.of(PATH, place(text, order, number));
  }

  private static Map<String, String> place(String text, QueueOrder order, int number) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("text", text);
    parameters.put("sort", order == QueueOrder.NAME ? "" : order.word());
    parameters.put("page", number == 1 ? "" : Integer.toString(number));
    parameters.values().removeIf(String::isEmpty);
    return parameters;
  }

  /// The same with what was typed for one queue, and is wrong.
  public QueuesView with(Typed wrong, String queue) {
    return new QueuesView(all, lines, text, order, number, wrong, queue);
  }

  /// Whether there is a row that shows what was typed.
  public boolean isTypedShown() {
    return lines.stream().anyMatch(line -> line.queue().name().equals(at));
  }

  Typed typedFor(Queue queue) {
    return queue.name().equals(at) ? typed : Typed.NOTHING;
  }
}
