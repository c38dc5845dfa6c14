package dev.queuectl.process.output;

import dev.queuectl.process.posix.DiskSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files that output goes to: `<root>/<seq/1000>/<seq>.<attempt>.out` and `.err`, with mode
/// 0600 in directories with mode 0700. A thousand jobs share a directory. Files that a process
/// still has open are neither replaced nor deleted.
public final class LogStore {
  static final int JOBS_PER_DIRECTORY = 1000;

  /// Between the name of a file from before the store was restored and the suffix that makes it
  /// unique.
  static final String LEFT = ".left-";

  static final String INPUT = ".in";

  /// How much must be free for a job to be started.
  private static final long RESERVE_BYTES = 1 << 20;

  private final Path root;
  private final HeldOutput held;
  private final EmptiedOutput emptied = new EmptiedOutput();
  private final OutputLinks links;
  private final @Nullable Elsewhere elsewhere;

  /// @param root `logs/<storeId>`, since numbering starts again in another store
  public LogStore(Path root) {
    this(root, null);
  }

  /// @param elsewhere where output may be that is not here; null if it is always here
  public LogStore(Path root, @Nullable Elsewhere elsewhere) {
    this.root = root;
    this.elsewhere = elsewhere;
    this.held = new HeldOutput(root);
    this.links = new OutputLinks(root);
  }

  public Path root() {
    return root;
  }

  /// The links to it by id, which nothing else needs.
  public OutputLinks links() {
    return links;
  }

  /// The two files of an attempt; either may be missing, which means no output.
  public record Output(Path stdout, Path stderr) {}

  /// Fetches what was printed on another host.
  public interface Elsewhere {
    /// Copies with all that has arrived by now; empty if nothing has.
    Optional<Output> fetch(long seq, int attempt);
  }

  /// How much output is kept.
  public record Sizes(long stdoutBytes, long stderrBytes) {}

  /// Why no output could be kept, regardless of what should stay free: the disk is full.
  Optional<String> fullDisk() {
    return DiskSpace.at(root).freeBytes() < RESERVE_BYTES
        ? Optional.of("the disk is full: no output could be kept in " + root)
        : Optional.empty();
  }

  /// Where an attempt's output is.
  public Output output(long seq, int attempt) {
    var directory = root.resolve(Long.toString(seq / JOBS_PER_DIRECTORY));
    var name = seq + "." + attempt;
    return new Output(directory.resolve(name + ".out"), directory.resolve(name + ".err"));
  }

  /// Where an attempt's output can be read, wherever it was printed: up to now, so whoever follows
  /// it asks again.
  public Output reading(long seq, int attempt) {
    return elsewhere == null || holds(seq, attempt)
        ? output(seq, attempt)
        : elsewhere.fetch(seq, attempt).orElseGet(() -> output(seq, attempt));
  }

  /// Where what an attempt reads from standard input is while it runs.
  public Path input(long seq, int attempt) {
    var directory = root.resolve(Long.toString(seq / JOBS_PER_DIRECTORY));
    return directory.resolve(seq + "." + attempt + INPUT);
  }

  /// Whether there is output in the place of an attempt.
  public boolean holds(long seq, int attempt) {
    var output = output(seq, attempt);
    // As in the way of every job, without the exceptions of java.nio.
    return output.stdout.toFile().exists() || output.stderr.toFile().exists();
  }

  /// Moves away what is in the place of an attempt that has not begun, and keeps it next to it, as
  /// output of no attempt.
  public void setAside(long seq, int attempt) throws IOException {
    var output = output(seq, attempt);
    var suffix = LEFT + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    for (var file : List.of(output.stdout, output.stderr)) {
      try {
        Files.move(file, file.resolveSibling(file.getFileName() + suffix));
      } catch (NoSuchFileException e) {
        // only one of the two was there
      }
      Bound.forgetLost(file);
    }
  }

  /// Ends an attempt's output: deletes empty files, and cuts what is longer than the cap to its
  /// first and last half, with a line in between that says so. May be repeated. A file that a
  /// process in the background may still write to stays; a long one loses its middle.
  ///
  /// @param maxBytes the cap for each of the two
  public Sizes seal(long seq, int attempt, long maxBytes) throws IOException {
    var output = output(seq, attempt);
    return new Sizes(seal(output.stdout, maxBytes), seal(output.stderr, maxBytes));
  }

  /// The size of the files, as far as can be seen without opening them.
  public Sizes sizes(long seq, int attempt) {
    var output = output(seq, attempt);
    return new Sizes(output.stdout.toFile().length(), output.stderr.toFile().length());
  }

  /// Keeps the output of a running attempt within bounds: where it has grown some way beyond the
  /// cap, its middle is left out. What the job itself empties later is kept for [#seal], as far as
  /// it was seen here.
  ///
  /// @param maxBytes the cap for each of the two
  public void bound(long seq, int attempt, long maxBytes) throws IOException {
    var output = output(seq, attempt);
    bound(output.stdout, maxBytes);
    bound(output.stderr, maxBytes);
  }

  private void bound(Path file, long maxBytes) throws IOException {
    emptied.look(file);
    if (Bound.apply(file, maxBytes)) {
      emptied.shortened(file);
    }
  }

  /// All running attempts have gone through [#bound].
  public void boundedAll() {
    emptied.endRound();
  }

  /// The same for output that background processes may still write to after the end of their jobs,
  /// as far as it is known (on Linux).
  public void boundHeld(long maxBytes) throws IOException {
    held.bound(maxBytes);
  }

  /// Finds what [#seal] has not seen here, as after a restart, and deletes files that were removed
  /// while a process had them open and that nobody has open now. Looks at all processes.
  public void searchHeld() throws IOException {
    if (Files.isDirectory(root)) {
      held.search();
    }
  }

  /// Deletes all output of a job; files that a process still has open are set aside until nobody
  /// has.
  ///
  /// @param lastAttempt the number of its newest attempt
  public void remove(long seq, int lastAttempt) throws IOException {
    for (var attempt = 1; attempt <= lastAttempt; attempt++) {
      var output = output(seq, attempt);
      remove(output.stdout);
      remove(output.stderr);
      Bound.forgetLost(output.stdout);
      Bound.forgetLost(output.stderr);
    }
  }

  private void remove(Path file) throws IOException {
    if (Files.exists(file)) {
      new SetAside(root).add(file);
    }
  }

  private long seal(Path file, long maxBytes) throws IOException {
    if (!Files.exists(file)) {
      return 0; // as of most jobs; an exception would cost more than the job
    }
    try {
      var lost = emptied.take(file);
      if (OpenOutputFiles.areOf(file)) {
        if (!lost.isNothing()) {
          EmptiedOutput.say(file, lost);
        }
        return sealHeld(file, maxBytes);
      }
      if (!lost.isNothing()) {
        return sealEmptied(file, lost, maxBytes);
      }
      return sealFree(file, maxBytes);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private static long sealFree(Path file, long maxBytes) throws IOException {
    var cut = Cut.of(file);
    if (cut.size() == 0) {
      Files.delete(file);
      return 0;
    }
    return cut.isNeeded(maxBytes) ? cut.make(maxBytes) : cut.size();
  }

  private static long sealEmptied(Path file, EmptiedOutput.Lost lost, long maxBytes)
      throws IOException {
    var cut = Cut.of(file);
    if (cut.isNeeded(maxBytes)) {
      cut.make(maxBytes);
    }
    return EmptiedOutput.restore(file, lost, maxBytes);
  }

  /// If another file took its place, whoever still writes to it would write into the void.
  private long sealHeld(Path file, long maxBytes) throws IOException {
    held.add(file);
    Bound.apply(file, maxBytes);
    var bounded = Cut.of(file);
    return bounded.size() - bounded.gap().bytes();
  }
}
