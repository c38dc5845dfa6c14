package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Looking for jobs.
class SearchContractTest extends StoreContract {
  private static NewJob says(String id, String command, int priority) {
    return new NewJob(
        id, command, "q" + priority, priority, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
  }

  private static JobQuery search(@Nullable String text, Sort sort, int limit) {
    return new JobQuery(new JobFilter(Set.of(), null, text, null, null, null), sort, limit);
  }

  private List<String> found(JobQuery search) {
    return store.jobs().search(search).jobs().stream().map(Job::id).toList();
  }

  private List<String> allPages(JobQuery search) {
    var ids = new ArrayList<String>();
    @Nullable Place next = null;
    do {
      var found = store.jobs().search(search.after(next));
      assertThat(found.jobs().size()).isLessThanOrEqualTo(search.limit());
      found.jobs().forEach(job -> ids.add(job.id()));
      next = found.next();
    } while (next != null);
    return ids;
  }

  @Test
  void id_command_and_error_are_looked_at_in_any_case() {
    enqueue(says("backup-1", "true", 0), says("b", "tar cf Backup.tar", 0), says("c", "true", 0));
    var claimed = claim(3);
    end(claimed.get(2), new Outcome.Failed(1), new Transition.Bury("no BACKUP device", true));
    assertThat(found(search("backup", Sort.OLDEST, 10))).containsExactly("backup-1", "b", "c");
    assertThat(found(search("tar", Sort.OLDEST, 10))).containsExactly("b");
    assertThat(found(search("nothing such", Sort.OLDEST, 10))).isEmpty();
  }

  @Test
  void letters_of_every_script_are_looked_at_in_any_case() {
    enqueue(
        says("a", "echo GRÖSSE", 0),
        says("b", "echo größe", 0),
        says("c", "echo ДОМ", 0),
        says("d", "echo gr_sse", 0));
    assertThat(found(search("grö", Sort.OLDEST, 10))).containsExactly("a", "b");
    assertThat(found(search("GRÖ", Sort.OLDEST, 10))).containsExactly("a", "b");
    assertThat(found(search("дом", Sort.OLDEST, 10))).containsExactly("c");
    assertThat(allPages(search("Ö", Sort.NEWEST, 1))).containsExactly("b", "a");
    assertThat(found(search("ü", Sort.OLDEST, 10))).isEmpty();
  }

  @Test
  void no_character_of_the_text_is_a_pattern() {
    enqueue(says("a", "echo 100%", 0), says("b", "echo a_b!", 0), says("c", "echo axb", 0));
    assertThat(found(search("0%", Sort.OLDEST, 10))).containsExactly("a");
    assertThat(found(search("a_b", Sort.OLDEST, 10))).containsExactly("b");
    assertThat(found(search("b!", Sort.OLDEST, 10))).containsExactly("b");
  }

  @ParameterizedTest
  @EnumSource
  void pages_hold_every_match_once_in_the_order_of_the_list(Sort sort) {
    enqueue(
        IntStream.range(0, 3000)
            .mapToObj(i -> says("j" + i, i % 3 == 0 ? "wanted" : "other", i % 4))
            .toArray(NewJob[]::new));
    var wanted = search("wanted", sort, 70);
    var all =
        store.jobs().list(new JobQuery(Set.of(), null, null, sort, 5000)).stream()
            .filter(job -> job.command().equals("wanted"))
            .map(Job::id)
            .toList();
    assertThat(allPages(wanted)).isEqualTo(all).hasSize(1000);
  }

  @Test
  void a_mere_list_has_pages_too_and_the_last_one_knows_it() {
    enqueue(IntStream.range(0, 40).mapToObj(i -> says("j" + i, "true", 0)).toArray(NewJob[]::new));
    var first = store.jobs().search(search(null, Sort.OLDEST, 20));
    assertThat(first.next()).isNotNull();
    var second = store.jobs().search(search(null, Sort.OLDEST, 20).after(first.next()));
    assertThat(second.jobs()).hasSize(20).doesNotContainAnyElementsOf(first.jobs());
    assertThat(second.next()).isNull();
  }

  @Test
  void a_search_stops_after_so_many_jobs_and_says_where() {
    enqueue(says("needle", "wanted", 0));
    var hay = JobStore.MOST_LOOKED_AT + 500;
    store
        .jobs()
        .enqueue(
            IntStream.range(0, hay).mapToObj(i -> says("j" + i, "true", 0)).iterator(), false, now);
    var first = store.jobs().search(search("wanted", Sort.NEWEST, 10));
    assertThat(first.jobs()).isEmpty();
    assertThat(first.next()).isNotNull();
    var second = store.jobs().search(search("wanted", Sort.NEWEST, 10).after(first.next()));
    assertThat(second.jobs()).extracting(Job::id).containsExactly("needle");
    assertThat(second.next()).isNull();
  }

  @Test
  void states_queue_and_time_narrow_a_search() {
    enqueue(says("a", "wanted", 1));
    advance(Duration.ofMinutes(1));
    var from = now;
    enqueue(says("b", "wanted", 1), says("c", "wanted", 2));
    ByHand.cancel(store.jobs(), "c", now);
    advance(Duration.ofMinutes(1));
    var before = now;
    enqueue(says("d", "wanted", 1));
    assertThat(found(between(from, before, Set.of(), null))).containsExactly("c", "b");
    assertThat(found(between(from, null, Set.of(), null))).containsExactly("d", "c", "b");
    assertThat(found(between(null, before, Set.of(JobState.PENDING), "q1")))
        .containsExactly("b", "a");
  }

  private static JobQuery between(
      @Nullable Instant from,
      @Nullable Instant before,
      Set<JobState> states,
      @Nullable String queue) {
    return new JobQuery(new JobFilter(states, queue, "wanted", from, before, null), Sort.NEWEST, 9);
  }

  @Test
  void lists_and_removal_take_every_part_of_a_filter() {
    enqueue(says("a", "wanted", 1), says("b", "other", 1), says("c", "wanted", 2));
    advance(Duration.ofMinutes(1));
    var until = now;
    enqueue(says("d", "wanted", 1));
    var filter = new JobFilter(Set.of(JobState.PENDING), null, "WANT", null, until, null);
    var query = new JobQuery(filter, Sort.OLDEST, 9);
    assertThat(store.jobs().list(query)).extracting(Job::id).containsExactly("a", "c");
    assertThat(store.jobs().list(query.limitedTo(1))).extracting(Job::id).containsExactly("a");
    assertThat(ByHand.removeAll(store.jobs(), filter, now)).hasSize(2);
    assertThat(ByHand.removeAll(store.jobs(), filter, now)).isEmpty();
    assertThat(store.jobs().list(JobQuery.newest(9))).extracting(Job::id).containsExactly("d", "b");
  }

  @Test
  void a_list_goes_on_beyond_what_one_search_looks_at() {
    enqueue(says("needle", "wanted", 0));
    store
        .jobs()
        .enqueue(
            IntStream.range(0, JobStore.MOST_LOOKED_AT + 9)
                .mapToObj(i -> says("j" + i, "true", 0))
                .iterator(),
            false,
            now);
    assertThat(store.jobs().list(search("wanted", Sort.NEWEST, 10)))
        .extracting(Job::id)
        .containsExactly("needle");
  }
}
