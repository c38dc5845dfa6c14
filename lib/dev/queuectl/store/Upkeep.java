package dev.queuectl.store;

import dev.queuectl.Job;
import dev.queuectl.KeptOutput;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Looks after the store itself: copies it, examines it, mends it.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it.
public interface Upkeep {

  /// Copies the queue as it is at one moment into a file of its own, private to its owner, while
  /// others go on working. When the file appears, the copy is complete and examined.
  ///
  /// @param replace whether to replace a file of that name
  /// @throws QueueException.WrongState if there is such a file and `replace` is false, or if it
  ///   belongs to a database in use
  Copy backup(Path file, boolean replace);

  /// A copy that was made.
  ///
  /// @param file absolute
  record Copy(Path file, long sizeBytes, long jobs) {}

  /// For which attempts of the jobs in a range of [Job#seq] output is kept.
  List<KeptOutput> kept(long firstSeq, long lastSeq);

  /// What is damaged in the file or contradicts a rule of the schema, in the database's own words;
  /// empty if nothing is. Reads everything.
  Damage damage();

  /// @param file what is broken in the file itself
  /// @param rows what contradicts a rule of the schema: somebody has bypassed it
  record Damage(List<String> file, List<String> rows) {}

  /// What keeps the store: whether it is set up so that nothing is lost.
  default List<Condition> conditions() {
    return List.of();
  }

  /// @param check a word for it
  /// @param advice what to do, a sentence; empty if all is well
  record Condition(String check, String what, String advice) {}

  /// Writes nothing, but acquires what every write needs.
  ///
  /// @throws QueueException.Unavailable if nobody could write
  void tryWriting();

  /// The version of the schema.
  int version();

  /// What does not fit together in the rows.
  Disorder disorder(Instant now);

  /// What does not fit together in the rows. Lists are cut to the first twenty.
  ///
  /// @param latest the latest time at which something was done, according to the rows;
  ///   `Instant.EPOCH` if there is none
  /// @param contradictory ids of jobs whose columns contradict each other
  /// @param damaged jobs that cannot be read completely
  /// @param ownerless jobs that are processing under an unknown worker
  /// @param lapsed jobs that are processing under a lease that has lapsed
  /// @param wrongCounts how many lines of jobs are counted wrongly
  /// @param strayAttempts how many attempts belong to no job
  /// @param misnumbered ids of jobs whose last attempt has a lower number than another kept attempt
  /// @param wrong rows with a value that does not belong in its column
  /// @param deprived ids of jobs whose environment or standard input is not in the store any more
  record Disorder(
      Instant latest,
      List<String> contradictory,
      List<Job> damaged,
      List<Job> ownerless,
      List<Job> lapsed,
      long wrongCounts,
      long strayAttempts,
      List<String> misnumbered,
      List<WrongRow> wrong,
      List<String> deprived) {}

  /// A row with a value that does not belong in its column.
  ///
  /// @param row the name that people know it by
  record WrongRow(String table, String row, List<String> columns) {}

  /// The jobs in a range of [Job#seq], keyed by it, each with the number of its newest attempt.
  Map<Long, Integer> newestAttempts(long firstSeq, long lastSeq);

  /// Mends contradictory jobs, wrong counts and stray attempts: a job gets the nearest sound state
  /// (a job that is processing nowhere is released; one in an unknown state becomes dead), jobs and
  /// their attempts are counted again, and attempts of no job are deleted. Leases stay. Where a job
  /// cannot be read, that part is lost, and the job becomes dead if it was still to run; so does
  /// one whose environment or standard input is not in the store any more. Any other value that
  /// does not belong in its column becomes the nearest that does; a row with such a key is deleted,
  /// and a setting that its key does not accept is reset to its default.
  ///
  /// @return what was mended, in that order
  List<Mended> mend(Instant now);

  /// Something that was mended.
  sealed interface Mended {

    /// Rows that did not fit together.
    ///
    /// @param count how many, at least one
    record Disorderly(Kind kind, long count) implements Mended {}

    /// Rows with a value that did not belong in its column.
    ///
    /// @param count how many, at least one
    record Rows(String table, long count) implements Mended {}

    /// A setting that was reset to its default.
    record Reset(Setting setting) implements Mended {}
  }

  /// What was in disorder.
  enum Kind {
    JOB_CONTRADICTING_ITSELF,
    JOB_UNREADABLE,
    JOB_WITH_MISCOUNTED_ATTEMPTS,
    JOB_WITHOUT_WHAT_IT_WAS_GIVEN,
    QUEUE_CONTRADICTING_ITSELF,
    ATTEMPT_OF_NO_JOB,
    COUNT_OF_JOBS
  }
}
