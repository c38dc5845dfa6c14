package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.IGNORE_CONDITIONS;
import static dev.queuectl.store.schema.Prepared.KEY_OF_JOB;
import static dev.queuectl.store.schema.Prepared.RECOUNT;
import static dev.queuectl.store.schema.Prepared.REOPEN;
import static dev.queuectl.store.schema.Prepared.REOPEN_ALL;
import static dev.queuectl.store.schema.Prepared.RETRY_JOBS;
import static dev.queuectl.store.schema.Prepared.STANDINGS;

import dev.queuectl.JobState;
import dev.queuectl.store.Batches;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Brings jobs back that were not run, since what they waited for could no longer come, once that
/// can come again; with all that waits for them in turn. Inside the transaction in which the job
/// above them comes back.
public final class Revival {
  private final SqlSession session;
  private final Instant now;

  public Revival(SqlSession session, Instant now) {
    this.session = session;
    this.now = now;
  }

  private record Standing(
      long seq, String id, JobState state, boolean isSkipped, boolean isAwaited) {
    static Standing of(ResultSet row) throws SQLException {
      return new Standing(
          row.getLong(1),
          Cells.text(row, 2),
          Cells.state(Cells.text(row, 3)),
          row.getString(4) != null,
          row.getBoolean(5));
    }
  }

  /// @param job that runs again
  /// @return the ids of those that came back
  public List<String> below(long job) {
    return below(job, REOPEN);
  }

  /// The same, and all that has ended below it runs again, too.
  List<String> cascade(long job) {
    return below(job, REOPEN_ALL);
  }

  private List<String> below(long job, Prepared reopen) {
    var revived = new ArrayList<String>();
    var coming = new HashSet<>(Set.of(job));
    var keys = new HashSet<String>();
    var touched = new TreeSet<Long>();
    var level = List.of(job);
    while (!level.isEmpty()) {
      var reopened = new TreeSet<Long>();
      forEach(level.stream(), seqs -> reopened.addAll(seqs(reopen, seqs)));
      touched.addAll(reopened);
      var next = new ArrayList<Long>();
      for (var standing : standings(reopened)) {
        if (!coming.contains(standing.seq())
            && comesBack(standing, reopen)
            && hasKey(standing.seq(), keys)) {
          coming.add(standing.seq());
          revived.add(standing.id());
          next.add(standing.seq());
        }
      }
      forEach(next.stream(), this::retry);
      level = next;
    }
    forEach(touched.stream(), seqs -> session.run(RECOUNT, seqs));
    return revived;
  }

  /// One that also waits for another of them is looked at again once that one is back.
  private boolean comesBack(Standing standing, Prepared reopen) {
    var isMeant = reopen == REOPEN ? standing.isSkipped() : standing.state().isFinal();
    return isMeant
        && Conditions.of(session, standing.seq()).stream()
            .noneMatch(Conditions.Condition::isNeverAsCounted);
  }

  /// Another job may hold its key by now, see [dev.queuectl.UniqueKey].
  ///
  /// @param coming the keys of those that come back at the same time
  private boolean hasKey(long job, Set<String> coming) {
    return session
        .first(KEY_OF_JOB, row -> !row.getBoolean(2) && coming.add(Cells.text(row, 1)), job)
        .orElse(true);
  }

  private List<Long> seqs(Prepared reopen, String array) {
    return session.list(reopen, row -> row.getLong(1), array);
  }

  private List<Standing> standings(Set<Long> jobs) {
    var standings = new ArrayList<Standing>();
    forEach(jobs.stream(), seqs -> standings.addAll(session.list(STANDINGS, Standing::of, seqs)));
    return standings;
  }

  void retry(String seqs) {
    var time = now.toEpochMilli();
    session.run(RETRY_JOBS, time, time, time, time, seqs);
  }

  /// Runs a job without what it waits for.
  void ignoreConditions(long job) {
    var seqs = Cells.array(Stream.of(job));
    session.run(IGNORE_CONDITIONS, seqs);
    session.run(RECOUNT, seqs);
  }

  private static void forEach(Stream<Long> jobs, Consumer<String> action) {
    Batches.<Long>of(jobs.iterator()).forEach(batch -> action.accept(Cells.array(batch.stream())));
  }
}
