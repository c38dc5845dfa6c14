package dev.queuectl;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What can go wrong with the queue itself. Each says what happened and what to do; none knows an
/// exit code or an HTTP status. A job that fails is an [Outcome], never an exception.
public abstract sealed class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;
  private final Remedy remedy;
  private final ArrayList<Context> contexts = new ArrayList<>();

  private QueueException(String what, String advice, Remedy remedy, @Nullable Throwable cause) {
    super(what, cause);
    this.advice = advice;
    this.remedy = remedy;
  }

  private QueueException(String what, String advice) {
    this(what, advice, Known.NONE, null);
  }

  private QueueException(String what, Remedy remedy) {
    this(what, "", remedy, null);
  }

  /// What happened: a clause without a full stop.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// What to do about it, if that is the same at the command line and over HTTP: a sentence that
  /// names no command and no option, or empty.
  public String advice() {
    return advice;
  }

  /// What to do about it, if each door words that itself; otherwise [Known#NONE].
  public Remedy remedy() {
    return remedy;
  }

  /// What was being done, the innermost first.
  public List<Context> contexts() {
    return Collections.unmodifiableList(contexts);
  }

  /// What was being done when it happened, as a fact.
  public sealed interface Context extends Serializable {

    /// The same failure, with what was being done when it happened.
    default <E extends QueueException> E around(E failure) {
      ((QueueException) failure).contexts.add(this);
      return failure;
    }
  }

  /// A line of a text was being read.
  public record Line(long number) implements Context {}

  /// One of several jobs was being added.
  ///
  /// @param place among them, from 0
  public record Place(int place) implements Context {}

  /// Says where in its source a job stands of which only the place is known.
  public void locate(IntFunction<Context> source) {
    contexts.replaceAll(it -> it instanceof Place(var place) ? source.apply(place) : it);
  }

  /// An element of an array was being read, which begins on that line.
  public record Element(int number, long line) implements Context {}

  /// An item that ends in a NUL was being read.
  public record Item(int number) implements Context {}

  /// A job of another tool was being imported, by its name there.
  public record Foreign(String name) implements Context {}

  /// A copy of the queue was being made; no copy is left.
  public record Copying(String file) implements Context {}

  /// A copy of a queue was being put in its place; nothing was changed.
  public record Restoring(String file) implements Context {}

  /// A worker was running, and ends because of it.
  ///
  /// @param jobs how many jobs keep running
  public record Leaving(int jobs) implements Context {}

  /// Many jobs were being added; none was.
  public enum Adding implements Context {
    ENQUEUING,
    IMPORTING
  }

  /// What can be done, as a fact: each door names its own commands, options or parameters.
  public sealed interface Remedy extends Serializable {}

  /// Remedies without further details.
  public enum Known implements Remedy {
    NONE,
    /// Choose another id, or replace the job that has this one.
    OTHER_ID_OR_REPLACE,
    /// See which jobs there are.
    LIST_JOBS,
    /// See which jobs are in the dead letter queue.
    LIST_DEAD,
    /// See which queues there are.
    LIST_QUEUES,
    /// Choose another database.
    OTHER_STORE,
    /// Give the path of a file for the database, not of a directory.
    STORE_FILE,
    /// Make the path of the database writable, or choose another one.
    WRITABLE_STORE,
    /// Try again, and report it if it keeps happening.
    REPORT,
    /// Choose another name for the copy, or replace the file that has this one.
    OTHER_FILE_OR_REPLACE,
    /// Check where the copy should go, and the store.
    EXAMINE_STORE,
    /// Give a file that was made as a copy of a queue.
    NAME_A_COPY,
    /// Let the dashboard use TLS, or serve this machine only.
    ENCRYPT,
    /// Choose another port for the dashboard.
    OTHER_PORT,
    /// Choose an address of this machine for the dashboard.
    OWN_ADDRESS
  }

  /// The text begins like JSON but is not JSON: it may be a command, or have lost its quotes.
  public record MistakenForJson(String text) implements Remedy {}

  /// The database to restore is in use: make a copy of it first, and restore that.
  public record CopyFirst(String database) implements Remedy {}

  /// Retry the other job, or run this one without it.
  public record RetryOther(String other, String job) implements Remedy {}

  /// Remove those that wait for it, too.
  public record RemoveOthers() implements Remedy {}

  /// There is no job, worker or key of that name.
  public static final class NotFound extends QueueException {
    private static final long serialVersionUID = 1L;

    public NotFound(String what, String advice) {
      super(what, advice);
    }

    public NotFound(String what, Remedy remedy) {
      super(what, remedy);
    }

    /// A job that was there has been removed, or replaced by another one of its id.
    public static NotFound gone() {
      return new NotFound("the job has been removed or replaced", "Nothing was changed.");
    }

    /// The same of a job that somebody waits for.
    public static NotFound gone(String id) {
      return new NotFound("the job \"" + id + "\" was removed or replaced before it ended", "");
    }
  }

  /// It exists, but its state forbids the operation. Nothing was changed.
  public static final class WrongState extends QueueException {
    private static final long serialVersionUID = 1L;

    public WrongState(String what, String advice) {
      super(what, advice);
    }

    public WrongState(String what, Remedy remedy) {
      super(what, remedy);
    }
  }

  /// It has changed since whoever wants to change it has read it. Nothing was changed.
  public static final class Outdated extends QueueException {
    private static final long serialVersionUID = 1L;

    public Outdated(String what, String advice) {
      super(what, advice);
    }
  }

  /// A job with that id exists already. Nothing was changed.
  public static final class Duplicate extends QueueException {
    private static final long serialVersionUID = 1L;

    public Duplicate(String id) {
      super(
          "a job with the id \"" + id + "\" exists already; nothing was enqueued",
          Known.OTHER_ID_OR_REPLACE);
    }

    public Duplicate(String what, String advice) {
      super(what, advice);
    }

    /// Two of the jobs to be added have the same id.
    public static Duplicate twice(String id) {
      return new Duplicate(
          "the id \"" + id + "\" is given twice; nothing was enqueued",
          "Give each job its own id, or none.");
    }
  }

  /// The input cannot be accepted. Nothing was changed.
  public static final class Invalid extends QueueException {
    private static final long serialVersionUID = 1L;

    public Invalid(String what, String advice) {
      super(what, advice);
    }

    public Invalid(String what, Remedy remedy) {
      super(what, remedy);
    }

    public Invalid(String what) {
      super(what, "");
    }
  }

  /// The store cannot be reached, is locked for too long, full, read-only, corrupted or newer than
  /// this program. The operation was not carried out.
  public static sealed class Unavailable extends QueueException permits Full, Replaced {
    private static final long serialVersionUID = 1L;

    public Unavailable(String what, String advice, Throwable cause) {
      super(what, advice, Known.NONE, cause);
    }

    public Unavailable(String what, Remedy remedy, Throwable cause) {
      super(what, "", remedy, cause);
    }

    public Unavailable(String what, String advice) {
      super(what, advice);
    }

    public Unavailable(String what, Remedy remedy) {
      super(what, remedy);
    }
  }

  /// The store that was opened is no longer the one at its place. Nothing will bring it back to
  /// this process.
  public static final class Replaced extends Unavailable {
    private static final long serialVersionUID = 1L;

    public Replaced(String what, String advice) {
      super(what, advice);
    }
  }

  /// The store cannot grow: the disk is full. The operation was not carried out.
  public static final class Full extends Unavailable {
    private static final long serialVersionUID = 1L;

    public Full(String what, String advice, Throwable cause) {
      super(what, advice, cause);
    }
  }
}
