package dev.queuectl.store.sqlite;

import static dev.queuectl.store.job.JobRows.seconds;
import static dev.queuectl.store.job.JobRows.word;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobPolicy;
import dev.queuectl.QueueException;
import dev.queuectl.Settings;
import dev.queuectl.store.job.SqlConfigStore;
import dev.queuectl.store.sql.SqlSession;
import java.util.Map;
import org.jooq.impl.DSL;

/// Completes the options of jobs that an older version has stored: what they left out followed the
/// configuration, and becomes what is configured when the store is upgraded.
final class UnsaidPolicies {
  private UnsaidPolicies() {}

  static void say(SqlSession session) {
    var policy = configured(session);
    session.run(
        DSL.update(JOBS)
            .set(JOBS.TIMEOUT, DSL.coalesce(JOBS.TIMEOUT, seconds(policy.timeout())))
            .set(JOBS.BACKOFF, DSL.coalesce(JOBS.BACKOFF, word(policy.backoff())))
            .set(JOBS.BACKOFF_BASE, DSL.coalesce(JOBS.BACKOFF_BASE, policy.backoffBase()))
            .set(JOBS.BACKOFF_MAX, DSL.coalesce(JOBS.BACKOFF_MAX, seconds(policy.backoffMax())))
            .where(
                DSL.or(
                    JOBS.TIMEOUT.isNull(),
                    JOBS.BACKOFF.isNull(),
                    JOBS.BACKOFF_BASE.isNull(),
                    JOBS.BACKOFF_MAX.isNull())));
  }

  /// Unreadable values that somebody has written by hand must not keep a store from being opened.
  private static JobPolicy configured(SqlSession session) {
    try {
      return SqlConfigStore.settings(session).jobPolicy();
    } catch (QueueException.Invalid e) {
      return new Settings(Map.of()).jobPolicy();
    }
  }
}
