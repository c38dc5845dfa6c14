package dev.queuectl.process.output;

import dev.queuectl.process.output.OutputOrder.Stretch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// In which order one command after another writes to two files, see [TurnWatch]. A file stays
/// until it is moved away: then it belongs to the command that has written to it, and the next one
/// gets another.
public final class Turns {
  private final TurnWatch watch;
  private final String spooledStdout;
  private final File stdout = new File();
  private final File stderr = new File();
  private final List<Stretch> stretches = new ArrayList<>();

  /// That of standard error, see [#follow].
  private int alarm = TurnWatch.NOT_WATCHED;

  /// Since the last measure: whether it was standard output that was written to first, and how
  /// often the stream has changed.
  private boolean stdoutFirst;

  private boolean stdoutLast;
  private int turns;
  private boolean lost;
  private int measures;

  /// @param spooledStdout the name of the file that each command prints to at first
  Turns(TurnWatch watch, String spooledStdout) {
    this.watch = watch;
    this.spooledStdout = spooledStdout;
  }

  /// How long both files are; negative where one is on its way.
  record Sizes(long stdout, long stderr) {}

  private static final class File {
    private @Nullable Path path;
    private int number = TurnWatch.NOT_WATCHED;
    private volatile boolean moved;
    private long size;

    long length() {
      if (path == null) {
        return -1;
      }
      var at = path.toFile();
      var length = at.length();
      return length == 0 && !at.exists() ? -1 : length;
    }
  }

  private File file(boolean ofStdout) {
    return ofStdout ? stdout : stderr;
  }

  /// A new file for the next command.
  public void created(boolean ofStdout, Path path) {
    synchronized (watch) {
      file(ofStdout).path = path;
      if (!spooledStdout.isEmpty()) {
        watch.watchSpools(path.resolveSibling(""));
      }
    }
  }

  /// It has become the output of the command that runs, or ran.
  public void moved(boolean ofStdout, Path to) {
    synchronized (watch) {
      file(ofStdout).path = to;
      file(ofStdout).moved = true;
    }
  }

  /// The command takes its time: from now on its files are watched wherever they are, and measured
  /// whenever it writes to standard error.
  public void follow() {
    synchronized (watch) {
      follow(stdout);
      follow(stderr);
      if (stderr.path != null && alarm == TurnWatch.NOT_WATCHED) {
        alarm = watch.alarm(stderr.path);
      }
      watch.look();
    }
  }

  private void follow(File file) {
    if (file.path != null && file.number == TurnWatch.NOT_WATCHED) {
      file.number = watch.add(this, file.path);
      lost |= spooledStdout.isEmpty() && file.length() > 0; // it came too late
    }
  }

  /// The command has ended: if it has written to both files, their order is kept.
  public void end() {
    if (!stdout.moved && !stderr.moved) {
      return; // as most do: at no cost
    }
    synchronized (watch) {
      watch.catchUp();
      if (stdout.moved && stderr.moved) {
        measured(sizes());
        keep();
      }
      forget();
    }
  }

  private void keep() {
    var path = stdout.path;
    var isSeen = stretches.stream().anyMatch(stretch -> stretch.turns() > 0);
    if (path != null && isSeen && stdout.size > 0 && stderr.size > 0) {
      watch.keep(path, new OutputOrder(stretches));
    }
  }

  /// There will be no other command.
  public void close() {
    synchronized (watch) {
      forget();
      watch.closed(this);
    }
  }

  private void forget() {
    watch.ended(this);
    forget(stdout);
    forget(stderr);
    watch.silence(alarm);
    alarm = TurnWatch.NOT_WATCHED;
    stretches.clear();
    turns = 0;
    lost = false;
    measures = 0;
  }

  /// A file that was not moved is still that of the next command.
  private void forget(File file) {
    file.size = 0;
    watch.forget(file.number);
    file.number = TurnWatch.NOT_WATCHED;
    if (file.moved) {
      file.moved = false;
      file.path = null;
    }
  }

  /// @param file its number, if it is watched by itself
  /// @param name or its name, if it is watched with its directory
  void written(int file, String name) {
    var toStdout = name.isEmpty() ? stdout.number == file : name.equals(spooledStdout);
    if (turns == 0) {
      stdoutFirst = toStdout;
      turns = 1;
    } else if (stdoutLast != toStdout) {
      turns++;
    }
    stdoutLast = toStdout;
  }

  void lost() {
    lost = true;
  }

  Sizes sizes() {
    return new Sizes(stdout.length(), stderr.length());
  }

  /// Both files were so long when nothing more had been written.
  void measured(Sizes now) {
    var out = now.stdout() - stdout.size;
    var err = now.stderr() - stderr.size;
    if (now.stdout() < 0 || now.stderr() < 0 || out < 0 || err < 0) {
      return; // one of them is being moved, or was emptied
    }
    measures++;
    if (out > 0 || err > 0) {
      OutputOrder.add(stretches, new Stretch(stdoutFirst, lost ? 0 : turns, out, err));
    }
    stdout.size = now.stdout();
    stderr.size = now.stderr();
    turns = 0;
    lost = false;
  }

  boolean isPrompt() {
    return measures < TurnWatch.PROMPT_MEASURES;
  }
}
