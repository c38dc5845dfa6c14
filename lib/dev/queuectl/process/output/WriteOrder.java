package dev.queuectl.process.output;

import dev.queuectl.process.posix.FileEvents;
import dev.queuectl.process.posix.FileEvents.Event;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// In which order a job writes to its two files, as far as that can be seen from outside: the
/// kernel reports each change of a file, but not how long the file was then. So the files are
/// measured as soon as a change is reported; where another one has followed by then, it is known
/// that something was written before it, but not how much.
///
/// What short jobs print is first in files of their slot, see `Spool`, and is followed from there
/// when it is moved.
public final class WriteOrder implements AutoCloseable {
  /// How long a file was is not known.
  public static final long UNKNOWN = -1;

  private static final int AT_ONCE_MILLIS = 50;
  private static final int MOST_MEASURES = 20;
  private static final int MOST_WRITES = 10_000;
  private static final String STDOUT = ".out";

  /// What the files of an attempt are called, as [LogStore] names them.
  private static final Pattern ATTEMPT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

  private final LogStore logs;
  private final FileEvents events;
  private final int root;
  private final Map<String, Writes> spools = new HashMap<>();
  private final Map<Integer, Writes> moving = new HashMap<>();
  private final Map<String, Writes> attempts = new HashMap<>();
  private Optional<Long> job = Optional.empty();
  private volatile boolean closed;

  private WriteOrder(LogStore logs, FileEvents events) throws IOException {
    this.logs = logs;
    this.events = events;
    PrivateFiles.makeDirectory(logs.root());
    this.root = events.watch(logs.root());
    for (var directory : newest(logs.root()).stream().toList()) {
      events.watch(directory);
    }
  }

  /// Where the output of the next job is likely to go.
  private static Optional<Path> newest(Path root) throws IOException {
    try (var all = Files.list(root)) {
      return all.filter(it -> it.getFileName().toString().matches("[0-9]{1,16}"))
          .max(Comparator.comparing(it -> Long.parseLong(it.getFileName().toString())));
    }
  }

  /// Something was written, and nothing to the other file in between.
  ///
  /// @param stdout to which of the two
  /// @param end how long the file was afterwards, or [#UNKNOWN]
  public record Write(boolean stdout, long end) {}

  /// Makes a later [#of] faster, on another thread.
  public static void prepare() {
    if (Platform.LINUX) {
      Thread.ofPlatform().daemon().name("order").start(FileEvents::load);
    }
  }

  /// Of what is written from now on, to be called before the job can begin; empty where it cannot
  /// be seen.
  public static Optional<WriteOrder> of(LogStore logs) {
    if (!Platform.LINUX) {
      return Optional.empty();
    }
    try {
      var events = FileEvents.open();
      try {
        var order = new WriteOrder(logs, events);
        Thread.ofPlatform().daemon().name("order").start(order::watch);
        return Optional.of(order);
      } catch (IOException e) {
        events.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Says of which job, as soon as that is known; closes this if its files cannot be watched.
  ///
  /// @return whether they can
  public synchronized boolean follows(long seq) {
    job = Optional.of(seq);
    attempts.keySet().removeIf(name -> !isOfJob(name));
    var files = logs.output(seq, 1);
    try {
      PrivateFiles.makeDirectoryOf(files.stdout());
      events.watch(files.stdout().resolveSibling(""));
      return true;
    } catch (IOException e) {
      close();
      return false;
    }
  }

  private boolean isOfJob(String name) {
    return job.map(seq -> name.startsWith(seq + ".")).orElse(true);
  }

  private void watch() {
    while (!closed) {
      if (events.await(AT_ONCE_MILLIS)) {
        look();
      }
    }
    events.close();
  }

  /// What an attempt has written since the last call.
  public synchronized List<Write> take(int attempt) {
    look();
    var writes = attempts.get(job.orElse(-1L) + "." + attempt);
    return writes == null ? List.of() : writes.take();
  }

  private synchronized void look() {
    var touched = new LinkedHashSet<Writes>();
    var news = closed ? List.<Event>of() : events.read();
    for (var i = 0; !news.isEmpty() && i < MOST_MEASURES; i++) {
      news.forEach(event -> note(event, touched));
      var measures = touched.stream().map(Writes::measure).toList();
      news = events.read();
      if (news.isEmpty()) { // so nothing was written meanwhile
        measures.forEach(Runnable::run);
      }
    }
    news.forEach(event -> note(event, touched));
  }

  private void note(Event event, Set<Writes> touched) {
    var stdout = event.name().endsWith(STDOUT);
    if (event.kind() == FileEvents.Kind.LOST) {
      spools.clear();
      moving.clear();
      attempts.clear();
    } else if (stdout || event.name().endsWith(".err")) {
      var name = event.name().substring(0, event.name().length() - STDOUT.length());
      var writes =
          event.directory() == root ? inSpool(event, name) : ofAttempt(event, name, stdout);
      if (event.kind() == FileEvents.Kind.WRITTEN) {
        writes.ifPresent(it -> it.add(stdout));
      }
      writes.ifPresent(touched::add);
    }
  }

  private Optional<Writes> inSpool(Event event, String name) {
    if (event.kind() == FileEvents.Kind.CREATED) {
      spools.remove(name); // it is for the next job
      return Optional.empty();
    }
    var writes = spools.computeIfAbsent(name, _ -> new Writes(logs.root(), name));
    if (event.kind() == FileEvents.Kind.MOVED_AWAY) {
      if (moving.size() > MOST_WRITES) {
        moving.clear(); // those of other jobs
      }
      moving.put(event.move(), writes);
    }
    return Optional.of(writes);
  }

  private Optional<Writes> ofAttempt(Event event, String name, boolean stdout) {
    var moved = moving.remove(event.move());
    var attempt = ATTEMPT.matcher(name);
    if (!attempt.matches() || !isOfJob(name)) {
      return Optional.empty();
    }
    var output = logs.output(Long.parseLong(attempt.group(1)), Integer.parseInt(attempt.group(2)));
    if (moved != null && event.kind() == FileEvents.Kind.MOVED_HERE) {
      moved.moveTo(stdout, stdout ? output.stdout() : output.stderr());
      attempts.put(name, moved);
      return Optional.of(moved);
    }
    return event.kind() == FileEvents.Kind.WRITTEN
        ? Optional.of(
            attempts.computeIfAbsent(name, _ -> new Writes(output.stdout(), output.stderr())))
        : Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
  }

  /// Those of one attempt, or of what is still in the files of a slot.
  private static final class Writes {
    private Path stdout;
    private Path stderr;
    private List<Write> all = new ArrayList<>();

    Writes(Path directory, String name) {
      this(directory.resolve(name + STDOUT), directory.resolve(name + ".err"));
    }

    Writes(Path stdout, Path stderr) {
      this.stdout = stdout;
      this.stderr = stderr;
    }

    void moveTo(boolean ofStdout, Path place) {
      if (ofStdout) {
        stdout = place;
      } else {
        stderr = place;
      }
    }

    void add(boolean toStdout) {
      if (!all.isEmpty() && all.getLast().stdout() == toStdout) {
        all.removeLast();
      } else if (all.size() > MOST_WRITES) {
        all.clear();
      }
      all.add(new Write(toStdout, UNKNOWN));
    }

    /// @return to be run if nothing has been written by then
    Runnable measure() {
      var stdoutEnd = stdout.toFile().length();
      var stderrEnd = stderr.toFile().length();
      return () -> {
        end(true, stdoutEnd);
        end(false, stderrEnd);
      };
    }

    private void end(boolean ofStdout, long end) {
      for (var i = all.size() - 1; i >= 0; i--) {
        if (all.get(i).stdout() == ofStdout) {
          all.set(i, new Write(ofStdout, end));
          return;
        }
      }
    }

    List<Write> take() {
      var taken = all;
      all = new ArrayList<>();
      return taken;
    }
  }
}
