package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;

import org.jooq.Field;

/// The places of the columns in a row of `jobs`, from 1 as JDBC counts.
final class Column {
  static final int SEQ = of(JOBS.SEQ);
  static final int ID = of(JOBS.ID);
  static final int COMMAND = of(JOBS.COMMAND);
  static final int STATE = of(JOBS.STATE);
  static final int QUEUE = of(JOBS.QUEUE);
  static final int PRIORITY = of(JOBS.PRIORITY);
  static final int ATTEMPTS = of(JOBS.ATTEMPTS);
  static final int MAX_RETRIES = of(JOBS.MAX_RETRIES);
  static final int INTERRUPTIONS = of(JOBS.INTERRUPTIONS);
  static final int LAST_ATTEMPT = of(JOBS.LAST_ATTEMPT);
  static final int TIMEOUT = of(JOBS.TIMEOUT);
  static final int BACKOFF = of(JOBS.BACKOFF);
  static final int BACKOFF_BASE = of(JOBS.BACKOFF_BASE);
  static final int BACKOFF_MAX = of(JOBS.BACKOFF_MAX);
  static final int CWD = of(JOBS.CWD);
  static final int ENV = of(JOBS.ENV);
  static final int HELD = of(JOBS.HELD);
  static final int CREATED_AT = of(JOBS.CREATED_AT);
  static final int UPDATED_AT = of(JOBS.UPDATED_AT);
  static final int RUN_AT = of(JOBS.RUN_AT);
  static final int NEXT_RETRY_AT = of(JOBS.NEXT_RETRY_AT);
  static final int STARTED_AT = of(JOBS.STARTED_AT);
  static final int FINISHED_AT = of(JOBS.FINISHED_AT);
  static final int EXIT_CODE = of(JOBS.EXIT_CODE);
  static final int ERROR = of(JOBS.ERROR);
  static final int WORKER = of(JOBS.WORKER);
  static final int SLOT = of(JOBS.SLOT);
  static final int LEASE_TOKEN = of(JOBS.LEASE_TOKEN);
  static final int LEASE_UNTIL = of(JOBS.LEASE_UNTIL);
  static final int CANCEL_REQUESTED_AT = of(JOBS.CANCEL_REQUESTED_AT);

  private Column() {}

  private static int of(Field<?> field) {
    return JOBS.indexOf(field) + 1;
  }
}
