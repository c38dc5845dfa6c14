package dev.queuectl.store.repair;

import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobState;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Upkeep.Mended;
import dev.queuectl.store.Upkeep.WrongRow;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.schema.DefaultSchema;
import dev.queuectl.store.schema.Tables;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;

/// Rows of any table with a value that does not belong in its column, edited by hand or damaged by
/// a failing disk: a database may accept a value of any type in any column.
final class WrongValues {
  private static final int SHOWN = 20;

  private WrongValues() {}

  /// The table, the key and the wrong columns of each row; the first twenty of each table.
  static List<WrongRow> in(SqlSession session) {
    return session.dialect().isStrict()
        ? List.of()
        : tables().flatMap(table -> in(session, table).stream()).toList();
  }

  private static List<WrongRow> in(SqlSession session, Table<?> table) {
    return session.list(
        DSL.select(name(table), names(table)).from(table).where(anyWrong(table)).limit(SHOWN),
        row ->
            new WrongRow(
                table.getName(),
                JobRows.text(row, 1),
                List.of(JobRows.text(row, 2).strip().split(" "))));
  }

  /// All tables except the store's facts about itself, without which it cannot be opened.
  private static Stream<? extends Table<?>> tables() {
    return DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
        .filter(table -> !table.equals(Tables.META));
  }

  static List<Mended> mend(Transactions transactions) {
    var mended = new ArrayList<Mended>();
    tables()
        .filter(_ -> !transactions.dialect().isStrict())
        .filter(table -> !transactions.read(session -> in(session, table)).isEmpty())
        .forEach(table -> mended.add(mend(transactions, table)));
    return mended;
  }

  private static Mended mend(Transactions transactions, Table<?> table) {
    var rows =
        table.equals(JOBS)
            ? jobs(transactions)
            : transactions.write(session -> forget(session, table) + update(session, table));
    return new Mended.Rows(table.getName(), rows);
  }

  /// Nobody knows what such a row is about.
  private static int forget(SqlSession session, Table<?> table) {
    return session.run(DSL.deleteFrom(table).where(anyWrong(keys(table))));
  }

  private static int update(SqlSession session, Table<?> table) {
    return session.run(DSL.update(table).set(sound(table)).where(anyWrong(table)));
  }

  /// A waiting job must not run in a way that nobody asked for, and so becomes dead.
  private static int jobs(Transactions transactions) {
    var found = DSL.select(JOBS.SEQ).from(JOBS).where(anyWrong(JOBS)).orderBy(JOBS.SEQ);
    var seqs = transactions.read(session -> session.list(found, row -> row.getLong(1)));
    for (var i = 0; i < seqs.size(); i += JobStore.BATCH) {
      var batch = seqs.subList(i, Math.min(seqs.size(), i + JobStore.BATCH));
      transactions.write(session -> jobs(session, batch));
    }
    return seqs.size();
  }

  private static int jobs(SqlSession session, List<Long> seqs) {
    var sound = new HashMap<>(sound(JOBS));
    var waits = JOBS.STATE.in(JobState.PENDING.word(), JobState.FAILED.word());
    sound.put(
        JOBS.STATE,
        DSL.when(waits.or(Domain.of(JOBS.STATE).wrong()), JobState.DEAD.word())
            .otherwise(JOBS.STATE));
    sound.put(JOBS.ERROR, DSL.concat(DSL.inline("mended by doctor, damaged:"), names(JOBS)));
    return session.run(DSL.update(JOBS).set(sound).where(JOBS.SEQ.in(seqs), anyWrong(JOBS)));
  }

  private static Map<Field<?>, Field<?>> sound(Table<?> table) {
    var sound = new HashMap<Field<?>, Field<?>>();
    for (var domain : domains(table)) {
      sound.put(domain.column(), domain.mended());
    }
    return sound;
  }

  private static Condition anyWrong(Table<?> table) {
    return anyWrong(domains(table));
  }

  private static Condition anyWrong(List<Domain> domains) {
    return DSL.or(domains.stream().map(Domain::wrong).toList());
  }

  private static List<Domain> domains(Table<?> table) {
    return Arrays.stream(table.fields())
        .filter(field -> !isRowNumber(field))
        .map(Domain::of)
        .toList();
  }

  private static List<Domain> keys(Table<?> table) {
    var key = key(table).getFields();
    return domains(table).stream().filter(domain -> key.contains(domain.column())).toList();
  }

  /// No database lets this be anything but a number.
  private static boolean isRowNumber(Field<?> field) {
    return field.equals(JOBS.SEQ)
        || field.equals(Tables.EVENTS.SEQ)
        || field.equals(Tables.ENVIRONMENTS.ID)
        || field.equals(Tables.INPUTS.ID)
        || field.equals(Tables.SESSIONS.ID)
        || field.equals(Tables.OUTPUT_TOTAL.ID);
  }

  private static UniqueKey<?> key(Table<?> table) {
    return Objects.requireNonNull(table.getPrimaryKey());
  }

  /// The name that people know the row by.
  private static Field<?> name(Table<?> table) {
    return table.equals(JOBS)
        ? JOBS.ID
        : table.equals(ATTEMPTS)
            ? DSL.coalesce(
                DSL.field(DSL.select(JOBS.ID).from(JOBS).where(JOBS.SEQ.eq(ATTEMPTS.JOB_SEQ))),
                ATTEMPTS.JOB_SEQ.cast(String.class))
            : key(table).getFields().getFirst();
  }

  /// The wrong columns of a row, each after a space.
  private static Field<String> names(Table<?> table) {
    return DSL.concat(
        domains(table).stream()
            .map(
                domain ->
                    DSL.when(domain.wrong(), DSL.inline(" " + domain.column().getName()))
                        .otherwise(DSL.inline("")))
            .toArray(Field[]::new));
  }
}
