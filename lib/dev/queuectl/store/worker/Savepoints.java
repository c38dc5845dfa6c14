package dev.queuectl.store.worker;

import dev.queuectl.Job;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Quarantined;
import dev.queuectl.store.job.Jobs;
import dev.queuectl.store.sql.SqlFailure;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a savepoint around each part: if the database refuses a part, only its own job is affected.
final class Savepoints extends Fence {
  private static final Logger log = LoggerFactory.getLogger(Savepoints.class);

  private final SqlSession session;
  private final Instant now;

  Savepoints(SqlSession session, Instant now) {
    this.session = session;
    this.now = now;
  }

  @Override
  boolean isNone() {
    return false;
  }

  @Override
  <T> Optional<T> around(long seq, Supplier<T> part) {
    try {
      return Optional.of(attempt(part));
    } catch (SqlFailure refused) {
      quarantine(seq, session.dialect().rule(refused));
      return Optional.empty();
    }
  }

  @Override
  boolean apply(SqlSession session, Ending ending) {
    try {
      return attempt(() -> super.apply(session, ending));
    } catch (SqlFailure refused) {
      return Quarantine.applyAnyway(session, ending);
    }
  }

  @Override
  void promote(SqlSession session, Instant now) {
    Quarantine.undue(session, now);
    Quarantine.due(session, now)
        .forEach(seq -> around(seq, () -> Quarantine.promote(session, seq, now)));
  }

  @Override
  void around(Runnable part) {
    try {
      attempt(
          () -> {
            part.run();
            return true;
          });
    } catch (SqlFailure refused) {
      log.info("skipped what the database refuses reason={}", refused.getMessage());
    }
  }

  private void quarantine(long seq, String rule) {
    var reason = Job.damaged(rule);
    log.info("put in quarantine seq={} reason={}", seq, reason);
    try {
      attempt(() -> Quarantine.put(session, seq, reason, now));
    } catch (SqlFailure refused) {
      log.warn("could not put in quarantine seq={} reason={}", seq, refused.getMessage());
    }
    Jobs.find(session, seq).ifPresent(job -> add(new Quarantined(job, reason)));
  }

  /// @throws SqlFailure if the database refuses it because of a row; then nothing was changed
  private <T> T attempt(Supplier<T> part) {
    session.script("SAVEPOINT part");
    try {
      var result = part.get();
      session.script("RELEASE part");
      return result;
    } catch (SqlFailure e) {
      session.forget();
      if (session.dialect().isOfRow(e)) {
        session.script("ROLLBACK TO part; RELEASE part");
      }
      throw e;
    }
  }
}
