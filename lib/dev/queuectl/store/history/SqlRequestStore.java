package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.ANSWER;
import static dev.queuectl.store.schema.Prepared.BACK_TO_REQUEST;
import static dev.queuectl.store.schema.Prepared.BEGIN_REQUEST;
import static dev.queuectl.store.schema.Prepared.END_REQUEST;
import static dev.queuectl.store.schema.Prepared.FORGET_ANSWERS;
import static dev.queuectl.store.schema.Prepared.KEEP_ANSWER;
import static dev.queuectl.store.schema.Tables.ANSWERS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Event;
import dev.queuectl.QueueException;
import dev.queuectl.store.RequestStore;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.job.SqlJobStore;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Query;

public final class SqlRequestStore implements RequestStore {
  private final Transactions transactions;
  private final SqlJobStore jobs;

  public SqlRequestStore(Transactions transactions, SqlJobStore jobs) {
    this.transactions = transactions;
    this.jobs = jobs;
  }

  @Override
  public List<Result> add(List<Addition> additions, Instant now) {
    if (additions.size() > 1) {
      try {
        return inOne(additions, session -> new Requests(session, now).addEach(additions));
      } catch (RuntimeException e) {
        // One of them stands in the way of all: each gets a transaction and an answer of its own.
      }
    }
    return additions.stream().map(addition -> addAlone(addition, now)).toList();
  }

  private Result addAlone(Addition addition, Instant now) {
    try {
      return inOne(
          List.of(addition),
          session -> {
            var requests = new Requests(session, now);
            var added = requests.add(addition);
            requests.record();
            return added;
          });
    } catch (RuntimeException e) {
      return new Result.Refused(e);
    }
  }

  private <T> T inOne(List<Addition> additions, Function<SqlSession, T> work) {
    return additions.stream().anyMatch(Addition::isTied)
        ? transactions.write(work)
        : transactions.share(work);
  }

  /// What is done inside one transaction.
  private final class Requests {
    private final SqlSession session;
    private final Instant now;
    private final List<Event> events = new ArrayList<>();

    Requests(SqlSession session, Instant now) {
      this.session = session;
      this.now = now;
    }

    List<Result> addEach(List<Addition> additions) {
      var results = additions.stream().map(this::addOrNot).toList();
      record();
      return results;
    }

    private Result addOrNot(Addition addition) {
      session.run(BEGIN_REQUEST);
      try {
        var added = add(addition);
        session.run(END_REQUEST);
        return added;
      } catch (QueueException e) {
        session.run(BACK_TO_REQUEST);
        session.run(END_REQUEST);
        return new Result.Refused(e);
      }
    }

    Result add(Addition addition) {
      var enqueued = jobs.enqueue(session, addition.jobs().iterator(), addition.replace(), now);
      if (addition.answer() != null
          && !keepAnswer(session, addition.answer().apply(enqueued), now)) {
        throw new QueueException.WrongState(
            "another request of that name is being carried out", "Send it again in a moment.");
      }
      events.add(addition.event().apply(enqueued));
      return new Result.Added(enqueued);
    }

    void record() {
      SqlEventStore.record(session, events);
    }
  }

  @Override
  public Optional<Answer> answer(String key, Instant now) {
    var since = now.minus(KEPT_FOR).toEpochMilli();
    return transactions.read(session -> session.first(ANSWER, SqlRequestStore::answer, key, since));
  }

  @Override
  public void keep(Answer answer, Instant now) {
    transactions.write(session -> keepAnswer(session, answer, now));
  }

  /// @return false if there is one under that name already
  private static boolean keepAnswer(SqlSession session, Answer answer, Instant now) {
    session.run(FORGET_ANSWERS, now.minus(KEPT_FOR).toEpochMilli());
    return session.run(
            KEEP_ANSWER,
            answer.key(),
            answer.request(),
            now.toEpochMilli(),
            answer.status(),
            answer.location(),
            answer.body())
        == 1;
  }

  private static Answer answer(ResultSet row) throws SQLException {
    return new Answer(
        JobRows.text(row, 1),
        JobRows.text(row, 2),
        row.getInt(3),
        row.getString(4),
        JobRows.text(row, 5));
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query beginRequest(DSLContext sql) {
      return sql.query("SAVEPOINT request");
    }

    static Query endRequest(DSLContext sql) {
      return sql.query("RELEASE request");
    }

    static Query backToRequest(DSLContext sql) {
      return sql.query("ROLLBACK TO request");
    }

    static Query answer(DSLContext sql) {
      return sql.select(
              ANSWERS.KEY, ANSWERS.REQUEST, ANSWERS.STATUS, ANSWERS.LOCATION, ANSWERS.BODY)
          .from(ANSWERS)
          .where(ANSWERS.KEY.eq(value(ANSWERS.KEY)))
          .and(ANSWERS.ANSWERED_AT.gt(value(ANSWERS.ANSWERED_AT)));
    }

    static Query keepAnswer(DSLContext sql) {
      return sql.insertInto(ANSWERS)
          .set(ANSWERS.KEY, value(ANSWERS.KEY))
          .set(ANSWERS.REQUEST, value(ANSWERS.REQUEST))
          .set(ANSWERS.ANSWERED_AT, value(ANSWERS.ANSWERED_AT))
          .set(ANSWERS.STATUS, value(ANSWERS.STATUS))
          .set(ANSWERS.LOCATION, value(ANSWERS.LOCATION))
          .set(ANSWERS.BODY, value(ANSWERS.BODY))
          .onConflictDoNothing();
    }

    static Query forgetAnswers(DSLContext sql) {
      return sql.deleteFrom(ANSWERS).where(ANSWERS.ANSWERED_AT.le(value(ANSWERS.ANSWERED_AT)));
    }
  }
}
