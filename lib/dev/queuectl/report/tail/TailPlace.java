package dev.queuectl.report.tail;

import dev.queuectl.QueueException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How far somebody has read of an attempt.
///
/// @param seq see [dev.queuectl.Job#seq]
/// @param stdout the offset in bytes of what comes next
/// @param stderr likewise
public record TailPlace(long seq, int attempt, long stdout, long stderr) {
  private static final Pattern WORD =
      Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.(\\d{1,18})\\.(\\d{1,18})");

  /// As [#words] wrote them.
  ///
  /// @throws QueueException.Invalid for anything else
  public static List<TailPlace> of(String words) {
    return Arrays.stream(words.split("_"))
        .filter(word -> !word.isEmpty())
        .limit(RunningOutput.MOST_JOBS)
        .map(TailPlace::one)
        .toList();
  }

  private static TailPlace one(String word) {
    var found = WORD.matcher(word);
    if (!found.matches()) {
      throw new QueueException.Invalid("at is not as a page of ours would say it");
    }
    return new TailPlace(
        Long.parseLong(found.group(1)),
        Integer.parseInt(found.group(2)),
        Long.parseLong(found.group(3)),
        Long.parseLong(found.group(4)));
  }

  public static String words(List<TailPlace> places) {
    return places.stream()
        .map(it -> "%d.%d.%d.%d".formatted(it.seq, it.attempt, it.stdout, it.stderr))
        .collect(Collectors.joining("_"));
  }
}
