package dev.queuectl.process.output;

import dev.queuectl.process.posix.FileEvents;
import dev.queuectl.process.posix.FileEvents.Event;
import dev.queuectl.process.posix.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sees in which order the commands of a worker write to their two files, for [OutputOrder].
///
/// The kernel queues the changes of all files in one row. It is read when a command has ended. Of
/// one that takes its time ([Turns#follow]) it is read, and its files are measured, whenever it
/// writes to standard error, too: short commands, and those that print to standard output only, as
/// most do, wake nobody.
public final class TurnWatch implements AutoCloseable {
  private static final int TICK_MILLIS = 1000;
  private static final int MOST_MEASURES = 20;

  /// How many measures of one attempt are taken at once; what it prints then is measured less
  /// often.
  static final int PROMPT_MEASURES = 300;

  private static final int LATER_MILLIS = 10;

  /// Instead of a number that the kernel gives.
  static final int NOT_WATCHED = -1;

  private final FileEvents events;
  private final FileEvents alarms;

  /// By their numbers: where they stay.
  private final Map<Integer, Turns> files = new HashMap<>();

  /// By their names, in a directory that is watched as a whole: to begin and to end a watch of a
  /// file costs much more than what is seen of it, which the kernel tidies up in threads of its
  /// own.
  private final Map<String, Turns> spooled = new HashMap<>();

  private int spools = NOT_WATCHED;

  /// Those that something was written to since they were measured.
  private final Set<Turns> touched = new LinkedHashSet<>();

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

  /// For one command, whose files are where they stay.
  public Turns turns() {
    return new Turns(this, "");
  }

  /// For one command after another.
  ///
  /// @param stdout where the files are at first; one directory for all commands
  /// @param stderr beside it
  public synchronized Turns turns(Path stdout, Path stderr) {
    var name = stdout.getFileName().toString();
    var turns = new Turns(this, name);
    spooled.put(name, turns);
    spooled.put(stderr.getFileName().toString(), turns);
    return turns;
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
    var looked = new HashSet<Turns>();
    note(events.read());
    for (var i = 0; !touched.isEmpty() && i < MOST_MEASURES; i++) {
      looked.addAll(touched);
      var sizes = new LinkedHashMap<Turns, Turns.Sizes>();
      touched.forEach(turns -> sizes.put(turns, turns.sizes()));
      var news = events.read();
      var again = news.stream().map(this::of).filter(Objects::nonNull).toList();
      sizes.forEach(
          (turns, size) -> {
            if (!again.contains(turns)) { // so nothing was written meanwhile
              turns.measured(size);
              touched.remove(turns);
            }
          });
      note(news);
    }
    return looked.stream().allMatch(Turns::isPrompt);
  }

  private void note(List<Event> news) {
    for (var event : news) {
      if (event.isOverflow()) {
        files.values().forEach(Turns::lost);
        spooled.values().forEach(Turns::lost);
      } else if (event.kind() == FileEvents.Kind.WRITTEN) {
        written(event);
      } else if (event.directory() == spools) {
        spools = NOT_WATCHED; // it was deleted
      }
    }
  }

  private void written(Event event) {
    var turns = of(event);
    if (turns != null) {
      turns.written(event.directory(), event.name());
      touched.add(turns);
    }
  }

  private @Nullable Turns of(Event event) {
    return event.directory() == spools ? spooled.get(event.name()) : files.get(event.directory());
  }

  /// Watches where files of that kind are from now on.
  synchronized void watchSpools(Path directory) {
    if (spools == NOT_WATCHED) {
      spools = number(events, directory);
    }
  }

  /// Watches a file of its own.
  ///
  /// @return its number, for [#forget]
  synchronized int add(Turns turns, Path file) {
    var number = number(events, file);
    if (number != NOT_WATCHED) {
      files.put(number, turns);
    }
    return number;
  }

  /// From now on, what is written to this file is looked at when it comes.
  ///
  /// @return for [#silence]
  synchronized int alarm(Path file) {
    return number(alarms, file);
  }

  private int number(FileEvents by, Path path) {
    try {
      return closed.getCount() == 0 ? NOT_WATCHED : by.watchWrites(path);
    } catch (IOException e) {
      return NOT_WATCHED;
    }
  }

  synchronized void forget(int number) {
    files.remove(number);
    forget(events, number);
  }

  synchronized void silence(int alarm) {
    forget(alarms, alarm);
  }

  private void forget(FileEvents by, int number) {
    if (number != NOT_WATCHED && closed.getCount() > 0) {
      by.forget(number);
    }
  }

  /// Notes what has been written until now.
  synchronized void catchUp() {
    if (closed.getCount() > 0) {
      note(events.read());
    }
  }

  /// Its command has ended.
  synchronized void ended(Turns turns) {
    touched.remove(turns);
  }

  /// No other command will print to its files.
  synchronized void closed(Turns turns) {
    spooled.values().removeIf(turns::equals);
  }

  /// The thread ends at once: Java's own end waits for threads that are inside a system call, for
  /// 300 ms.
  @Override
  public synchronized void close() {
    if (closed.getCount() > 0) {
      closed.countDown();
      alarms.wake();
    }
  }
}
