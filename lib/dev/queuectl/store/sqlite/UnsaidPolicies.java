package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.QueueException;
import dev.queuectl.Settings;
import dev.queuectl.store.job.SqlConfigStore;
import dev.queuectl.store.sql.SqlSession;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Completes the options of jobs that an older version has stored: what they left out followed the
/// configuration, and becomes what is configured when the store is upgraded.
final class UnsaidPolicies {
  private UnsaidPolicies() {}

  static void say(SqlSession session) {
    var policy = configured(session);
    session.run(
        DSL.update(JOBS)
            .set(JOBS.TIMEOUT, own(JOBS.TIMEOUT, policy, JobField.TIMEOUT))
            .set(JOBS.BACKOFF, own(JOBS.BACKOFF, policy, JobField.BACKOFF))
            .set(JOBS.BACKOFF_BASE, own(JOBS.BACKOFF_BASE, policy, JobField.BACKOFF_BASE))
            .set(JOBS.BACKOFF_MAX, own(JOBS.BACKOFF_MAX, policy, JobField.BACKOFF_MAX))
            .where(
                DSL.or(
                    JOBS.TIMEOUT.isNull(),
                    JOBS.BACKOFF.isNull(),
                    JOBS.BACKOFF_BASE.isNull(),
                    JOBS.BACKOFF_MAX.isNull())));
  }

  /// What the job says, else what is configured.
  private static <T> Field<T> own(Field<T> column, JobPolicy policy, JobField option) {
    var configured = Objects.requireNonNull(policy.get(option));
    return DSL.coalesce(column, DSL.val(option.kind().stored(configured), column));
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
