package dev.queuectl.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The schema of a SQLite store, as forward-only steps, one file each: file N leads from version
/// N-1 to N. A released file is never changed.
///
/// Times are epoch milliseconds, durations are seconds. `jobs.due_at` is set while a job only waits
/// for its time (`run_at` in the future, or `next_retry_at`), and says until when: jobs without it
/// can be claimed with one look-up in `jobs_ready`, however many others wait for their time. A
/// *line* is the jobs of one queue in one state: `job_counts` says which lines there are and how
/// long each is, and `jobs_in_line` and `jobs_by_priority` find any page of one. `wait_counts` says
/// how many jobs are scheduled, held or waiting for a retry, and `jobs_held` and `jobs_timed` find
/// them. `queues` holds only queues for which somebody has set something, so that claiming reads
/// nothing more if nobody has. `output_total` has one row: how much output is kept in all.
/// `rollups` counts the attempts that ended in each minute and each hour, and the jobs completed in
/// each second, so that charts need not read the jobs again. `events` is what people have done to
/// the queue, `answers` what a server has answered to requests that may be sent again. `tokens`,
/// `links` and `sessions` say who may use one. `jobs_of_cause` and `deaths_of_cause` have the dead
/// jobs by what they died of, in the order in which they were enqueued, or died. `totals` counts
/// what was ever done, by queue, and `cause_counts` the dead jobs of each cause. `events_of_action`
/// has the events of each action, oldest first. `dependencies` has the ends of other jobs that a
/// job waits for; `jobs.waiting_on` counts those that have not come, and `jobs_blocked` finds the
/// jobs. `ended_parents` are the ends that still have to be counted for some that wait for them.
/// `jobs_expiring` has the jobs that are cancelled if they have not begun by a time, by that time.
/// `schedules` are the jobs that recur, and `schedules_due` those that are to make one, by when;
/// `schedules_watched` has those of which somebody looks whether a run is late.
final class Migrations {
  /// Only changes rows; it needs the configuration, see [UnsaidPolicies].
  static final String SAY_POLICIES = "002-said-policies.sql";

  /// Named here, since listing a folder inside a jar takes long.
  static final List<String> FILES =
      List.of(
          "001-jobs-and-workers.sql",
          SAY_POLICIES,
          "003-file-of-a-worker.sql",
          "004-trouble-of-a-worker.sql",
          "005-rollups-by-the-second.sql",
          "006-max-interruptions-of-a-job.sql",
          "007-kill-grace-of-a-job.sql",
          "008-waits-of-jobs.sql",
          "009-surroundings.sql",
          "010-shell-and-clean-environment-of-a-job.sql",
          "011-inputs.sql",
          "012-access.sql",
          "013-answers.sql",
          "014-causes-of-dead-jobs.sql",
          "015-totals.sql",
          "016-what-attempts-printed.sql",
          "017-counts-of-causes-and-events-by-action.sql",
          "018-rules-about-ends.sql",
          "019-dependencies.sql",
          "020-schedules.sql",
          "021-unique-keys.sql",
          "022-expiry-of-jobs.sql",
          "023-late-schedules.sql");

  /// How many of them a new store need not take one by one: `baseline.sql` makes at once what they
  /// make of an empty file. That takes less than half the time, as SQLite reads the whole schema
  /// again for each change of a table. BaselineTest holds them equal, and writes the file.
  static final int BASELINE = 15;

  private static final String FOLDER = "migrations/";

  private Migrations() {}

  /// The schema version that this program writes.
  static int latest() {
    return FILES.size();
  }

  /// The statements that begin a new store.
  static String baseline() {
    return resource("baseline.sql");
  }

  /// The statements of a file.
  static String text(String file) {
    return resource(FOLDER + file);
  }

  private static String resource(String file) {
    try (var in = Migrations.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
