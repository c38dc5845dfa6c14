package dev.queuectl.store;

import dev.queuectl.Job;
import dev.queuectl.KeptOutput;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Looking after the store itself: copying it, examining it, mending it.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it.
public interface Upkeep {

  /// Copies the queue as it is at one moment into a file of its own, private to its owner, while
  /// others go on working. The copy is complete and examined when the file appears.
  ///
  /// @param replace whether a file of that name gives way
  /// @throws QueueException.WrongState if there is such a file and `replace` is false, or if it
  ///   belongs to a database in use
  Copy backup(Path file, boolean replace);

  /// A copy that was made.
  ///
  /// @param file absolute
  record Copy(Path file, long sizeBytes, long jobs) {}

  /// Of which attempts of the jobs in a range of [Job#seq] output is kept.
  List<KeptOutput> kept(long firstSeq, long lastSeq);

  /// What is damaged in the file or contradicts a rule of the schema, in the database's own words;
  /// empty when nothing is. Reads everything.
  Damage damage();

  /// @param file what is broken in the file itself
  /// @param rows what contradicts a rule of the schema: somebody has written past it
  record Damage(List<String> file, List<String> rows) {}

  /// Writes nothing, but takes what every write needs.
  ///
  /// @throws QueueException.Unavailable if nobody could write
  void tryWriting();

  /// The version of the schema.
  int version();

  /// What does not fit together in the rows.
  Disorder disorder(Instant now);

  /// What does not fit together in the rows. Of the lists, the first twenty.
  ///
  /// @param latest the latest time that a row says something was done; `Instant.EPOCH` if none
  /// @param contradictory ids of jobs whose columns contradict each other
  /// @param damaged jobs of which something cannot be read
  /// @param ownerless jobs that are processing under a worker that is not known
  /// @param lapsed jobs that are processing under a lease that has lapsed
  /// @param wrongCounts how many lines of jobs are counted wrongly
  /// @param strayAttempts how many attempts belong to no job
  /// @param misnumbered ids of jobs whose last attempt's number is below that of a kept attempt
  /// @param wrong rows that hold what does not belong in a column
  record Disorder(
      Instant latest,
      List<String> contradictory,
      List<Job> damaged,
      List<Job> ownerless,
      List<Job> lapsed,
      long wrongCounts,
      long strayAttempts,
      List<String> misnumbered,
      List<WrongRow> wrong) {}

  /// A row that holds what does not belong there.
  ///
  /// @param row what people know it by
  record WrongRow(String table, String row, List<String> columns) {}

  /// The jobs in a range of [Job#seq], by that, each with the number of its newest attempt.
  Map<Long, Integer> newestAttempts(long firstSeq, long lastSeq);

  /// Mends contradictory jobs, wrong counts and stray attempts: a job gets the nearest state that
  /// is sound (one that is processing nowhere is released, one in a state that there is not is
  /// dead), jobs and their attempts are counted again, attempts of no job go. Leases stay. A job of
  /// which something cannot be read loses that, and is dead if it was to be run. Any other value
  /// that does not belong in its column becomes the nearest that does; a row whose key is such a
  /// one goes, and a setting that its key does not accept has its default again.
  ///
  /// @return what was mended, in the order in which it was
  List<Mended> mend(Instant now);

  /// Something that was mended.
  sealed interface Mended {

    /// What did not fit together.
    ///
    /// @param count how many, at least one
    record Disorderly(Kind kind, long count) implements Mended {}

    /// Rows that held what does not belong in a column.
    ///
    /// @param count how many, at least one
    record Rows(String table, long count) implements Mended {}

    /// A setting that has its default again.
    record Reset(Setting setting) implements Mended {}
  }

  /// Of what there was disorder.
  enum Kind {
    JOB_CONTRADICTING_ITSELF,
    JOB_UNREADABLE,
    JOB_WITH_MISCOUNTED_ATTEMPTS,
    QUEUE_CONTRADICTING_ITSELF,
    ATTEMPT_OF_NO_JOB,
    COUNT_OF_JOBS
  }
}
