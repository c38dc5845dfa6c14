package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobConditions.DEAD;
import static dev.queuectl.store.schema.Prepared.CAUSE_GROUP;
import static dev.queuectl.store.schema.Prepared.CAUSE_GROUPS;
import static dev.queuectl.store.schema.Prepared.COUNT_CAUSES;
import static dev.queuectl.store.schema.Prepared.COUNT_UNNAMED;
import static dev.queuectl.store.schema.Prepared.FIRST_DEATH_OF_CAUSE;
import static dev.queuectl.store.schema.Prepared.LAST_DEATH_OF_CAUSE;
import static dev.queuectl.store.schema.Prepared.NAME_CAUSE;
import static dev.queuectl.store.schema.Prepared.NEWEST_OF_CAUSE;
import static dev.queuectl.store.schema.Prepared.UNNAMED_DEAD;
import static dev.queuectl.store.schema.Tables.CAUSE_COUNTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.CauseStore;
import dev.queuectl.store.FailureCause;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Reads how many they are where triggers count them, and one job of each group that is shown.
public final class SqlCauseStore implements CauseStore {
  private final Transactions transactions;

  public SqlCauseStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Page groups(@Nullable String name, int limit, long skipped) {
    return transactions.read(
        session -> {
          if (name != null) {
            var one = groups(session, session.list(CAUSE_GROUP, Counted::of, name));
            return new Page(one, one.size(), 0);
          }
          // the statement itself would have to count those it skips, too
          var counted = session.list(CAUSE_GROUPS, Counted::of, limit + skipped);
          return new Page(
              groups(session, counted.stream().skip(skipped).toList()),
              session.first(COUNT_CAUSES, row -> row.getLong(1)).orElse(0L),
              session.first(COUNT_UNNAMED, row -> row.getLong(1)).orElse(0L));
        });
  }

  private static List<Group> groups(SqlSession session, List<Counted> counted) {
    return counted.stream().flatMap(one -> one.group(session).stream()).toList();
  }

  @Override
  public int name(int limit, Function<Job, FailureCause> look) {
    var unnamed = transactions.read(session -> session.list(UNNAMED_DEAD, JobRows::job, limit));
    Jobs.checkBatch(unnamed);
    if (unnamed.isEmpty()) {
      return 0;
    }
    var causes = new HashMap<Job, FailureCause>();
    unnamed.forEach(job -> causes.put(job, look.apply(job)));
    return transactions.write(session -> name(session, causes));
  }

  private static int name(SqlSession session, Map<Job, FailureCause> causes) {
    return causes.entrySet().stream()
        .mapToInt(
            one ->
                session.run(
                    NAME_CAUSE,
                    one.getValue().name(),
                    one.getValue().message(),
                    one.getKey().seq(),
                    one.getKey().lastAttempt()))
        .sum();
  }

  /// How many jobs a group has.
  private record Counted(String name, long count) {
    static Counted of(ResultSet row) throws SQLException {
      return new Counted(JobRows.text(row, 1), row.getLong(2));
    }

    /// The words are those of its newest job; none if there is none.
    Optional<Group> group(SqlSession session) {
      return session.first(
          NEWEST_OF_CAUSE,
          row ->
              new Group(
                  name,
                  FailureCause.stored(JobRows.text(row, 2), JobRows.text(row, 3)),
                  count,
                  time(session, FIRST_DEATH_OF_CAUSE),
                  time(session, LAST_DEATH_OF_CAUSE),
                  JobRows.text(row, 1)),
          name);
    }

    private Instant time(SqlSession session, Prepared death) {
      return session.first(death, row -> JobRows.anyTime(row, 1), name).orElse(Instant.EPOCH);
    }
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private static final Field<BigDecimal> COUNTED = DSL.sum(CAUSE_COUNTS.JOBS);
    private static final Condition IS_ANY = COUNTED.ne(DSL.inline(BigDecimal.ZERO));

    private Statements() {}

    static Query causeGroups(DSLContext sql) {
      return sql.select(CAUSE_COUNTS.CAUSE, COUNTED, newest())
          .from(CAUSE_COUNTS)
          .groupBy(CAUSE_COUNTS.CAUSE)
          .having(IS_ANY)
          .orderBy(DSL.inline(2).desc(), DSL.inline(3).desc())
          .limit(value(JOBS.SEQ));
    }

    private static Field<Long> newest() {
      return DSL.field(
          DSL.select(DSL.max(JOBS.SEQ)).from(JOBS).where(DEAD, JOBS.CAUSE.eq(CAUSE_COUNTS.CAUSE)));
    }

    static Query countCauses(DSLContext sql) {
      return sql.selectCount()
          .from(
              DSL.select(CAUSE_COUNTS.CAUSE)
                  .from(CAUSE_COUNTS)
                  .groupBy(CAUSE_COUNTS.CAUSE)
                  .having(IS_ANY)
                  .asTable("causes"));
    }

    static Query causeGroup(DSLContext sql) {
      return sql.select(CAUSE_COUNTS.CAUSE, COUNTED)
          .from(CAUSE_COUNTS)
          .where(CAUSE_COUNTS.CAUSE.eq(value(CAUSE_COUNTS.CAUSE)))
          .groupBy(CAUSE_COUNTS.CAUSE)
          .having(IS_ANY);
    }

    static Query firstDeathOfCause(DSLContext sql) {
      return sql.select(DSL.min(JOBS.FINISHED_AT)).from(JOBS).where(ofCause());
    }

    static Query lastDeathOfCause(DSLContext sql) {
      return sql.select(DSL.max(JOBS.FINISHED_AT)).from(JOBS).where(ofCause());
    }

    private static Condition ofCause() {
      return DEAD.and(JOBS.CAUSE.eq(value(JOBS.CAUSE)));
    }

    /// All the dead but those that have a cause.
    static Query countUnnamed(DSLContext sql) {
      var dead =
          DSL.select(DSL.sum(JOB_COUNTS.JOBS))
              .from(JOB_COUNTS)
              .where(JOB_COUNTS.STATE.eq(DSL.inline(JobState.DEAD.word())));
      var named = DSL.select(DSL.sum(CAUSE_COUNTS.JOBS)).from(CAUSE_COUNTS);
      return sql.select(orNone(DSL.field(dead)).minus(orNone(DSL.field(named))));
    }

    private static Field<BigDecimal> orNone(Field<BigDecimal> sum) {
      return DSL.coalesce(sum, DSL.inline(0));
    }

    static Query newestOfCause(DSLContext sql) {
      return sql.select(JOBS.ID, JOBS.ERROR, JOBS.CAUSE_MESSAGE)
          .from(JOBS)
          .where(ofCause())
          .orderBy(JOBS.SEQ.desc())
          .limit(DSL.inline(1));
    }

    static Query unnamedDead(DSLContext sql) {
      return sql.selectFrom(JOBS)
          .where(DEAD, JOBS.CAUSE.isNull())
          .orderBy(JOBS.SEQ.desc())
          .limit(value(JOBS.SLOT));
    }

    /// Who is dead again has made another attempt.
    static Query nameCause(DSLContext sql) {
      return sql.update(JOBS)
          .set(JOBS.CAUSE, value(JOBS.CAUSE))
          .set(JOBS.CAUSE_MESSAGE, value(JOBS.CAUSE_MESSAGE))
          .where(JOBS.SEQ.eq(value(JOBS.SEQ)), DEAD, JOBS.CAUSE.isNull())
          .and(JOBS.LAST_ATTEMPT.eq(value(JOBS.LAST_ATTEMPT)));
    }
  }
}
