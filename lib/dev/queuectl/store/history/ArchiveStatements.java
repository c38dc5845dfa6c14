package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.store.job.PolicyFields;
import dev.queuectl.store.sql.Parameters;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;

/// The statement of [SqlArchiveStore].
final class ArchiveStatements {
  private static final List<Field<?>> KEPT =
      PolicyFields.after(
          JOBS.ID,
          JOBS.COMMAND,
          JOBS.STATE,
          JOBS.QUEUE,
          JOBS.PRIORITY,
          JOBS.ATTEMPTS,
          JOBS.MAX_RETRIES,
          JOBS.INTERRUPTIONS,
          JOBS.LAST_ATTEMPT,
          JOBS.CWD,
          JOBS.ENV,
          JOBS.HELD,
          JOBS.CREATED_AT,
          JOBS.UPDATED_AT,
          JOBS.RUN_AT,
          JOBS.DUE_AT,
          JOBS.NEXT_RETRY_AT,
          JOBS.STARTED_AT,
          JOBS.FINISHED_AT,
          JOBS.EXIT_CODE,
          JOBS.ERROR);

  private ArchiveStatements() {}

  static Query restoreJob(DSLContext sql) {
    return sql.insertInto(JOBS).columns(KEPT).values(KEPT.stream().map(Parameters::value).toList());
  }
}
