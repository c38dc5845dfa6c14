package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobQuery.Place;
import dev.queuectl.JobSearch;
import dev.queuectl.JobSearch.Found;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Looking through a list, in steps that grow: what people look for is mostly near.
final class JobSearches {
  private static final List<Integer> STEPS = List.of(1_000, 4_000, 15_000);
  private static final char ESCAPE = '!';

  private final Session session;
  private final JobSearch search;
  private final Condition matches;
  private final List<Place> found = new ArrayList<>();
  private @Nullable Place last;
  private boolean more = true;

  private JobSearches(Session session, JobSearch search) {
    this.session = session;
    this.search = search;
    this.matches = condition(search);
    this.last = search.query().after();
  }

  static Found search(Session session, JobSearch search) {
    return search.isList() ? list(session, search) : new JobSearches(session, search).look();
  }

  /// One more than asked for tells whether there is more.
  private static Found list(Session session, JobSearch search) {
    var limit = search.query().limit();
    var jobs = JobLists.list(session, part(search.query(), limit + 1, search.query().after()));
    return jobs.size() <= limit
        ? new Found(jobs, null)
        : new Found(jobs.subList(0, limit), place(jobs.get(limit - 1)));
  }

  private static JobQuery part(JobQuery query, int limit, @Nullable Place after) {
    return new JobQuery(
        query.states(), query.queue(), query.updatedBefore(), query.sort(), limit, after);
  }

  private static Place place(Job job) {
    return new Place(job.priority(), job.seq());
  }

  private Found look() {
    for (var step : STEPS) {
      if (more && !isFull()) {
        look(step);
      }
    }
    var jobs = found.stream().flatMap(place -> Jobs.find(session, place.seq()).stream()).toList();
    return new Found(jobs, more ? last : null);
  }

  private void look(int step) {
    var looks = MixedLists.looks(session, part(search.query(), step, last), matches);
    more = looks.size() == step;
    for (var look : looks) {
      if (isFull()) {
        more = true;
        return;
      }
      last = look.place();
      if (look.matches()) {
        found.add(look.place());
      }
    }
  }

  private boolean isFull() {
    return found.size() == search.query().limit();
  }

  private static Condition condition(JobSearch search) {
    var condition = DSL.noCondition();
    if (search.text() != null) {
      condition = condition.and(says(search.text()));
    }
    if (search.createdFrom() != null) {
      condition = condition.and(JOBS.CREATED_AT.ge(search.createdFrom().toEpochMilli()));
    }
    if (search.createdBefore() != null) {
      condition = condition.and(JOBS.CREATED_AT.lt(search.createdBefore().toEpochMilli()));
    }
    return condition;
  }

  /// SQLite's LIKE takes ASCII letters in any case.
  private static Condition says(String text) {
    var part = "%" + DSL.escape(text, ESCAPE) + "%";
    return JOBS.ID
        .like(part, ESCAPE)
        .or(JOBS.COMMAND.like(part, ESCAPE))
        .or(DSL.coalesce(JOBS.ERROR, DSL.inline("")).like(part, ESCAPE));
  }
}
