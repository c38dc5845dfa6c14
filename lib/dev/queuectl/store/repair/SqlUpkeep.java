package dev.queuectl.store.repair;

import static dev.queuectl.store.schema.Prepared.KEPT_OUTPUT;
import static dev.queuectl.store.schema.Prepared.NEWEST_ATTEMPTS;

import dev.queuectl.KeptOutput;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.sql.Transactions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public final class SqlUpkeep implements Upkeep {
  private final Transactions transactions;
  private final PhysicalUpkeep physical;

  public SqlUpkeep(Transactions transactions, PhysicalUpkeep physical) {
    this.transactions = transactions;
    this.physical = physical;
  }

  @Override
  public Copy backup(Path file, boolean replace) {
    return physical.backup(file, replace);
  }

  @Override
  public List<KeptOutput> kept(long firstSeq, long lastSeq) {
    return transactions.read(
        session ->
            session.list(
                KEPT_OUTPUT,
                row ->
                    new KeptOutput(
                        row.getLong(1), row.getInt(2), row.getLong(3) > 0, row.getLong(4) > 0),
                firstSeq,
                lastSeq));
  }

  @Override
  public Damage damage() {
    return physical.damage();
  }

  @Override
  public List<Condition> conditions() {
    return physical.conditions();
  }

  @Override
  public void tryWriting() {
    transactions.write(_ -> true);
  }

  @Override
  public int version() {
    return physical.version();
  }

  @Override
  public Disorder disorder(Instant now) {
    return transactions.read(session -> Disorders.in(session, now));
  }

  @Override
  public Map<Long, Integer> newestAttempts(long firstSeq, long lastSeq) {
    return transactions
        .read(
            session ->
                session.list(
                    NEWEST_ATTEMPTS,
                    row -> Map.entry(row.getLong(1), row.getInt(2)),
                    firstSeq,
                    lastSeq))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public List<Mended> mend(Instant now) {
    return Mending.of(transactions, now);
  }
}
