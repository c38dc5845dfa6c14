package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Found;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.Store;
import dev.queuectl.store.StoreSteps;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// By priority a list and a search stand in the same order, and their pages hold each job once,
/// also where a damaged store has a priority that is no number, or too large.
class DamagedPriorityTest extends StoreSteps {
  private static final List<String> ORDER =
      List.of("text-a", "text-b", "huge-a", "high-b", "high-a", "zero-b", "negative-a");

  @Override
  public Store open(Path directory) {
    return SqliteStore.open(directory.resolve("queue.db"));
  }

  @BeforeEach
  void damage() throws SQLException {
    enqueue(
        job("negative-a", "a", -1),
        job("high-b", "b", 5),
        job("text-a", "a", 0),
        job("zero-b", "b", 0),
        job("high-a", "a", 5),
        job("text-b", "b", 0),
        job("huge-a", "a", 0));
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("queue.db"));
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA ignore_check_constraints = 1");
      sql.execute("UPDATE jobs SET priority = 'nonsense' WHERE id LIKE 'text-%'");
      sql.execute("UPDATE jobs SET priority = 9223372036854775807 WHERE id = 'huge-a'");
    }
  }

  @Test
  void comes_first_in_a_list_and_in_a_search() {
    assertThat(ids(store.jobs().list(query(null, 100)))).isEqualTo(ORDER);
    assertThat(ids(store.jobs().search(query("true", 100)).jobs())).isEqualTo(ORDER);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pages_hold_each_job_once(int size) {
    assertThat(pages(query(null, size))).isEqualTo(ORDER);
    assertThat(pages(query("true", size))).isEqualTo(ORDER);
  }

  private List<String> pages(JobQuery query) {
    var ids = new ArrayList<String>();
    @Nullable Place next = null;
    do {
      Found found = store.jobs().search(query.after(next));
      ids.addAll(ids(found.jobs()));
      next = found.next();
    } while (next != null && ids.size() <= ORDER.size());
    return ids;
  }

  private static JobQuery query(@Nullable String text, int limit) {
    return new JobQuery(
        new JobFilter(Set.of(), null, text, null, null, null), Sort.PRIORITY, limit);
  }

  private static List<String> ids(List<Job> jobs) {
    return jobs.stream().map(Job::id).toList();
  }
}
