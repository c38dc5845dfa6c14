import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// See `bench/processes`: the longest wait for SQLite's lock in recordings of workers.
///
/// A wait is a row of short sleeps in `Patience`, the busy handler, with next to nothing between:
/// the shortest transaction takes longer than the gap that is allowed here.
class LockWaits {
  private static final Duration GAP = Duration.ofNanos(150_000);

  private final Map<Long, Instant> began = new HashMap<>();
  private final Map<Long, Instant> ended = new HashMap<>();
  private Duration longest = Duration.ZERO;

  /// Prints milliseconds.
  ///
  /// @param args recordings of `jdk.ThreadPark`
  public static void main(String[] args) throws Exception {
    var longest = Duration.ZERO;
    for (var file : args) {
      var waits = new LockWaits();
      RecordingFile.readAllEvents(Path.of(file)).stream()
          .filter(LockWaits::isWait)
          .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
          .forEach(waits::add);
      longest = waits.longest.compareTo(longest) > 0 ? waits.longest : longest;
    }
    System.out.printf("%.1f%n", longest.toNanos() / 1e6);
  }

  private static boolean isWait(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .anyMatch(frame -> frame.getMethod().getType().getName().endsWith(".Patience"));
  }

  private void add(RecordedEvent sleep) {
    var thread = sleep.getThread().getId();
    var last = ended.get(thread);
    if (last == null || Duration.between(last, sleep.getStartTime()).compareTo(GAP) > 0) {
      began.put(thread, sleep.getStartTime());
    }
    ended.put(thread, sleep.getEndTime());
    var wait = Duration.between(began.get(thread), sleep.getEndTime());
    longest = wait.compareTo(longest) > 0 ? wait : longest;
  }
}
