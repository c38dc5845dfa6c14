package dev.queuectl;

import java.util.Objects;

/// What can go wrong with the queue itself. Each says what happened and what to do; none knows an
/// exit code or an HTTP status. A job that fails is an [Outcome], never an exception.
public abstract sealed class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String advice;
  private final String adviceElsewhere;

  private QueueException(String what, String advice, String adviceElsewhere, Throwable cause) {
    super(what, cause);
    this.advice = advice;
    this.adviceElsewhere = adviceElsewhere;
  }

  private QueueException(String what, String advice, String adviceElsewhere) {
    super(what);
    this.advice = advice;
    this.adviceElsewhere = adviceElsewhere;
  }

  private QueueException(String what, String advice) {
    this(what, advice, advice);
  }

  /// What happened: a clause without a full stop.
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /// What to do about it at the command line, whose commands and options it may name: a sentence,
  /// or empty.
  public String advice() {
    return advice;
  }

  /// The same for whoever comes over HTTP: it names none of them.
  public String adviceElsewhere() {
    return adviceElsewhere;
  }

  /// There is no job, worker or key of that name.
  public static final class NotFound extends QueueException {
    private static final long serialVersionUID = 1L;

    public NotFound(String what, String advice) {
      super(what, advice);
    }

    public NotFound(String what, String advice, String adviceElsewhere) {
      super(what, advice, adviceElsewhere);
    }

    /// A job that was there has been removed, or replaced by another one of its id.
    public static NotFound gone() {
      return new NotFound("the job was removed or replaced meanwhile", "Nothing was changed.");
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

    public WrongState(String what, String advice, String adviceElsewhere) {
      super(what, advice, adviceElsewhere);
    }
  }

  /// A job with that id exists already. Nothing was changed.
  public static final class Duplicate extends QueueException {
    private static final long serialVersionUID = 1L;

    public Duplicate(String id) {
      super(
          "a job with the id \"" + id + "\" exists already, nothing was enqueued",
          "Choose another id, or replace the job with --force.",
          "Choose another id, or replace the job with force=true.");
    }

    public Duplicate(String what, String advice) {
      super(what, advice);
    }

    /// Two of the jobs to be added have the same id.
    public static Duplicate twice(String id) {
      return new Duplicate(
          "the id \"" + id + "\" is given twice, nothing was enqueued",
          "Give each job an id of its own, or none.");
    }
  }

  /// The input cannot be accepted. Nothing was changed.
  public static final class Invalid extends QueueException {
    private static final long serialVersionUID = 1L;

    public Invalid(String what, String advice) {
      super(what, advice);
    }

    public Invalid(String what, String advice, String adviceElsewhere) {
      super(what, advice, adviceElsewhere);
    }

    public Invalid(String what) {
      super(what, "");
    }

    /// The same in other words, with the same advice.
    public Invalid as(String what) {
      return new Invalid(what, advice(), adviceElsewhere());
    }
  }

  /// The store cannot be reached, is locked for too long, full, read-only, corrupted or newer than
  /// this program. The operation was not carried out.
  public static sealed class Unavailable extends QueueException permits Full, Replaced {
    private static final long serialVersionUID = 1L;

    public Unavailable(String what, String advice, Throwable cause) {
      super(what, advice, advice, cause);
    }

    public Unavailable(String what, String advice, String adviceElsewhere, Throwable cause) {
      super(what, advice, adviceElsewhere, cause);
    }

    public Unavailable(String what, String advice) {
      super(what, advice);
    }

    public Unavailable(String what, String advice, String adviceElsewhere) {
      super(what, advice, adviceElsewhere);
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
