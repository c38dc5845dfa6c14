package dev.queuectl.process.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// In which order an attempt wrote to its two files, as far as that was seen: stretch after
/// stretch. At the end of each, both files were measured.
public record OutputOrder(List<Stretch> stretches) {
  /// So that no row becomes long: of more, the newest are kept.
  private static final int MOST = 400;

  private static final Pattern STRETCH =
      Pattern.compile("([oe])(\\d{1,9}),(\\d{1,18}),(\\d{1,18})");

  public OutputOrder {
    stretches = List.copyOf(stretches);
  }

  /// What was written between two measures.
  ///
  /// @param stdoutFirst to which of the two first
  /// @param turns how often there were writes to one after writes to the other, the first included;
  ///   0 if that is not known
  public record Stretch(boolean stdoutFirst, int turns, long stdoutBytes, long stderrBytes) {
    /// Whether it is known what came after what: each stream had its turn once at most.
    public boolean isExact() {
      return turns > 0 && turns <= 2 || stdoutBytes == 0 || stderrBytes == 0;
    }

    private Stretch and(Stretch next) {
      return new Stretch(true, 0, stdoutBytes + next.stdoutBytes, stderrBytes + next.stderrBytes);
    }

    private String text() {
      return (stdoutFirst ? "o" : "e") + turns + "," + stdoutBytes + "," + stderrBytes;
    }
  }

  /// Adds one at the end; where there are too many, nothing is known of the first any more.
  static void add(List<Stretch> stretches, Stretch next) {
    stretches.add(next);
    if (stretches.size() > MOST) {
      var first = stretches.removeFirst();
      stretches.set(0, first.and(stretches.getFirst()));
    }
  }

  public long stdoutBytes() {
    return stretches.stream().mapToLong(Stretch::stdoutBytes).sum();
  }

  public long stderrBytes() {
    return stretches.stream().mapToLong(Stretch::stderrBytes).sum();
  }

  /// As it is stored.
  public String text() {
    return stretches.stream().map(Stretch::text).collect(Collectors.joining(" "));
  }

  /// As [#text] wrote it; empty for anything else.
  public static Optional<OutputOrder> of(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    var stretches = new ArrayList<Stretch>();
    for (var word : text.split(" ")) {
      var found = STRETCH.matcher(word);
      if (!found.matches()) {
        return Optional.empty();
      }
      stretches.add(stretch(found));
    }
    return Optional.of(new OutputOrder(stretches));
  }

  private static Stretch stretch(Matcher found) {
    return new Stretch(
        found.group(1).equals("o"),
        Integer.parseInt(found.group(2)),
        Long.parseLong(found.group(3)),
        Long.parseLong(found.group(4)));
  }
}
