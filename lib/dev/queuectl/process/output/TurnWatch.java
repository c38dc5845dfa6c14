package dev.queuectl.process.output;

import dev.queuectl.process.posix.FileEvents;
import dev.queuectl.process.posix.FileEvents.Event;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Sees in which order the commands of a worker write to their two files, for [OutputOrder].
///
/// The kernel queues the changes of all files in one row. It is read, and the files are measured,
/// whenever something is written to standard error: a command that prints to standard output only,
/// as most do, wakes nobody.
public final class TurnWatch implements AutoCloseable {
  private static final int TICK_MILLIS = 1000;
  private static final int MOST_MEASURES = 20;

  /// How many measures of one attempt are taken at once; what it prints then is measured less
  /// often.
  static final int PROMPT_MEASURES = 300;

  private static final int LATER_MILLIS = 10;

  private final FileEvents events;
  private final FileEvents alarms;
  private final Map<Integer, Turns> files = new HashMap<>();
  private final Map<Path, OutputOrder> ended = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private TurnWatch(FileEvents events, FileEvents alarms) {
    this.events = events;
    this.alarms = alarms;
  }

  /// Empty where it cannot be seen.
  public static Optional<TurnWatch> open() {
    if (!Platform.LINUX) {
      return Optional.empty();
    }
    try {
      var events = FileEvents.open();
      try {
        var watch = new TurnWatch(events, FileEvents.open());
        Thread.ofPlatform().daemon().name("turns").start(watch::watch);
        return Optional.of(watch);
      } catch (IOException e) {
        events.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// For one command after another.
  public Turns turns() {
    return new Turns(this);
  }

  /// That of an ended attempt, which is forgotten then.
  ///
  /// @param stdout its file
  public Optional<OutputOrder> take(Path stdout) {
    return Optional.ofNullable(ended.remove(stdout));
  }

  void keep(Path stdout, OutputOrder order) {
    ended.put(stdout, order);
  }

  private void watch() {
    try {
      while (closed.getCount() > 0) {
        var prompt = !alarms.await(TICK_MILLIS) | look();
        if (!prompt && closed.await(LATER_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(events, alarms);
    }
  }

  private synchronized void close(FileEvents... both) {
    for (var one : both) {
      one.close();
    }
    files.clear();
  }

  /// @return whether the next change is to be looked at as soon as it comes
  synchronized boolean look() {
    if (closed.getCount() == 0) {
      return false;
    }
    alarms.read();
    var looked = new LinkedHashSet<Turns>();
    var touched = new LinkedHashSet<Turns>();
    var news = events.read();
    for (var i = 0; !news.isEmpty() && i < MOST_MEASURES; i++) {
      note(news, touched);
      looked.addAll(touched);
      var sizes = new LinkedHashMap<Turns, Turns.Sizes>();
      touched.forEach(turns -> sizes.put(turns, turns.sizes()));
      news = events.read();
      var again = new LinkedHashSet<Turns>();
      news.forEach(event -> ofFile(event).ifPresent(again::add));
      sizes.forEach(
          (turns, size) -> {
            if (!again.contains(turns)) { // so nothing was written meanwhile
              turns.measured(size);
              touched.remove(turns);
            }
          });
    }
    note(news, touched);
    return looked.stream().allMatch(Turns::isPrompt);
  }

  private void note(List<Event> news, Set<Turns> touched) {
    for (var event : news) {
      if (event.isOverflow()) {
        Set.copyOf(files.values()).forEach(Turns::lost);
      } else if (event.kind() == FileEvents.Kind.WRITTEN) {
        ofFile(event)
            .ifPresent(
                turns -> {
                  turns.written(event.directory());
                  touched.add(turns);
                });
      }
    }
  }

  private Optional<Turns> ofFile(Event event) {
    return Optional.ofNullable(files.get(event.directory()));
  }

  /// @return the numbers of the file, for [#forget]
  synchronized Optional<Watched> add(Turns turns, Path file, boolean stdout) {
    if (closed.getCount() == 0) {
      return Optional.empty();
    }
    try {
      var number = events.watchWrites(file);
      files.put(number, turns);
      return Optional.of(new Watched(number, stdout ? -1 : alarms.watchWrites(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  synchronized void forget(Watched watched) {
    if (closed.getCount() > 0) {
      files.remove(watched.number());
      events.forget(watched.number());
      if (watched.alarm() >= 0) {
        alarms.forget(watched.alarm());
      }
    }
  }

  /// @param alarm -1 if none is wanted
  record Watched(int number, int alarm) {}

  @Override
  public void close() {
    closed.countDown();
  }
}
