package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.KNOWN;
import static dev.queuectl.store.schema.Tables.WORKERS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Exchanged;
import dev.queuectl.store.history.Rollups;
import dev.queuectl.store.job.Totals;
import dev.queuectl.store.job.UniqueKeys;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import dev.queuectl.store.tie.Settlement;
import dev.queuectl.store.worker.Completions.Changed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// The transaction of [Exchange].
final class Exchanges {
  private final SqlSession session;
  private final Exchange exchange;
  private final Fence fence;
  private final boolean isAlone;

  /// Whether some ends do not count yet for all that wait for them.
  private boolean isUnsettled;

  private final List<Ending> applied = new ArrayList<>();
  private final List<Ending> lost = new ArrayList<>();
  private final Set<Long> cancelled = new HashSet<>();

  /// Looked up when the first job would run again.
  private @Nullable Set<Long> toCancel;

  private Exchanges(SqlSession session, Exchange exchange, Fence fence, boolean isAlone) {
    this.session = session;
    this.exchange = exchange;
    this.fence = fence;
    this.isAlone = isAlone;
  }

  /// Runs again, with a fence around each job, if a row was in the way.
  static Exchanged make(Transactions transactions, Exchange exchange) {
    var isAlone = transactions.isAlwaysAlone();
    try {
      return transactions.share(
          session -> new Exchanges(session, exchange, new Fence(), isAlone).make());
    } catch (QueueException.Unavailable e) {
      if (!transactions.dialect().isOfRow(e)) {
        throw e;
      }
      return transactions.share(
          session ->
              new Exchanges(session, exchange, new Savepoints(session, exchange.now()), isAlone)
                  .make());
    }
  }

  private Exchanged make() {
    var others = fence.isNone() ? completeTogether(exchange.endings()) : exchange.endings();
    others.forEach(this::apply);
    fence.around(() -> Endings.count(session, exchange.workerId(), applied));
    fence.around(() -> Rollups.add(session, applied));
    fence.around(() -> Totals.add(session, applied));
    fence.around(() -> ScheduledRuns.complete(session, applied));
    exchange
        .unstarted()
        .forEach(
            job -> fence.around(job.seq(), () -> Endings.giveBack(session, job, exchange.now())));
    fence.around(this::settle);
    var next = Claims.promoteDue(session, exchange.now(), fence);
    var claimed = claimed();
    return new Exchanged(
        lost,
        fence.quarantined(),
        Set.copyOf(cancelled),
        claimed.jobs(),
        next.dueAt(),
        claimed.crowded(),
        isUnsettled,
        next.expiryAt());
  }

  /// What has ended counts for those that wait for it. They may be waiting for several ends: where
  /// others store ends at the same time, that needs a transaction which has the store to itself.
  private void settle() {
    isUnsettled = isAlone ? Settlement.step(session, exchange.now()) : Settlement.isDue(session);
  }

  /// @return the endings that are left to be applied one by one
  private List<Ending> completeTogether(List<Ending> endings) {
    var completions = Completions.among(endings);
    completions.groups().forEach(this::completeGroup);
    return completions.others();
  }

  private void completeGroup(List<Ending> group) {
    var changed = Completions.apply(session, group);
    group.forEach(one -> (changed.contains(Changed.by(one)) ? applied : lost).add(one));
  }

  /// An ending that was not applied because of its row is in quarantine, and so is neither.
  private void apply(Ending ending) {
    var seq = ending.job().seq();
    var isAsked = isToBeCancelled(ending);
    var reason = isAsked ? Optional.<String>empty() : successor(ending);
    var isCancelled = isAsked || reason.isPresent();
    var wanted = isCancelled ? cancelling(ending, reason.orElse(null)) : ending;
    fence
        .around(seq, () -> fence.apply(session, wanted))
        .ifPresent(
            done -> {
              if (!done) {
                lost.add(ending);
                return;
              }
              applied.add(wanted);
              if (isCancelled) {
                cancelled.add(seq);
              }
            });
  }

  /// The worker decides what becomes of its job, and may not have heard of the request yet.
  private boolean isToBeCancelled(Ending ending) {
    if (!comesBack(ending.transition())) {
      return false;
    }
    var asked = toCancel == null ? Leases.toCancel(session, exchange.workerId()) : toCancel;
    toCancel = asked;
    return asked.contains(ending.job().seq());
  }

  /// A job that is unique only while it waits may find another one waiting.
  private Optional<String> successor(Ending ending) {
    return comesBack(ending.transition())
        ? UniqueKeys.successor(session, ending.job()).map(Endings::doneBy)
        : Optional.empty();
  }

  private static boolean comesBack(Transition transition) {
    return transition instanceof Transition.Retry
        || transition instanceof Transition.Snooze
        || transition instanceof Transition.Release;
  }

  private static Ending cancelling(Ending ending, @Nullable String reason) {
    return new Ending(
        ending.job(),
        ending.outcome(),
        new Transition.Cancel(reason),
        ending.endedAt(),
        ending.stdoutBytes(),
        ending.stderrBytes(),
        ending.noticed());
  }

  /// Nobody would ever look for the leases of a worker without a row.
  private Claims.Claimed claimed() {
    var known = session.first(KNOWN, row -> row.getInt(1), exchange.workerId()).isPresent();
    return known ? Claims.claim(session, exchange, fence) : Claims.Claimed.NONE;
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query known(DSLContext sql) {
      return sql.selectOne().from(WORKERS).where(WORKERS.ID.eq(value(WORKERS.ID)));
    }
  }
}
