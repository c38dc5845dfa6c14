package dev.queuectl.web.page;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Wait;
import dev.queuectl.report.StateWords;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.JobOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// Which jobs a page lists, in the words of its address: a [dev.queuectl.JobFilter] as it was
/// written.
///
/// @param states empty for all, with `waits`
/// @param waits also those of the waiting jobs that wait for this
/// @param queue empty for all
/// @param text what the id, the command or the error contains; empty for anything
/// @param since when they were enqueued, as somebody wrote it; empty for any time
/// @param until likewise
/// @param cause the group of dead jobs; empty for any
public record ListAddress(
    Set<JobState> states,
    Set<Wait> waits,
    String queue,
    String text,
    String since,
    String until,
    String cause,
    JobOrder order) {
  public static final ListAddress ALL =
      new ListAddress(Set.of(), Set.of(), "", "", "", "", "", JobOrder.NEWEST);

  /// Who asks for a cause asks for dead jobs.
  public ListAddress {
    states = cause.isEmpty() ? Set.copyOf(states) : Set.of(JobState.DEAD);
    waits = cause.isEmpty() ? Set.copyOf(waits) : Set.of();
  }

  /// The dead jobs of one group.
  public static ListAddress diedOf(String cause) {
    return new ListAddress(Set.of(), Set.of(), "", "", "", "", cause, JobOrder.NEWEST);
  }

  /// Whether it is about jobs in this state only.
  boolean isIn(JobState state) {
    return states.equals(Set.of(state)) && waits.isEmpty();
  }

  /// Those in a state, whatever they died of.
  public ListAddress in(JobState state) {
    return new ListAddress(Set.of(state), Set.of(), queue, text, since, until, "", order);
  }

  public ListAddress waitingFor(Wait wait) {
    return new ListAddress(Set.of(), Set.of(wait), queue, text, since, until, "", order);
  }

  public ListAddress inAnyState() {
    return new ListAddress(Set.of(), Set.of(), queue, text, since, until, "", order);
  }

  public boolean isAll() {
    return isInAnyState() && queue.isEmpty() && isByIndex();
  }

  /// The same in another order.
  public ListAddress by(JobOrder other) {
    return new ListAddress(states, waits, queue, text, since, until, cause, other);
  }

  /// The states that such jobs may be in.
  Set<JobState> possibleStates() {
    return isInAnyState() ? Set.of(JobState.values()) : new StateWords(states, waits).everyState();
  }

  /// The order in which the store lists them.
  public Sort sort() {
    return order.sort();
  }

  boolean isInAnyState() {
    return states.isEmpty() && waits.isEmpty();
  }

  /// Of states and what is waited for, those asked for.
  List<String> stateWords() {
    return new StateWords(states, waits).words();
  }

  /// Whether it says nothing of what jobs say or when they were enqueued.
  boolean isByIndex() {
    return text.isEmpty() && isAnyTime();
  }

  private boolean isAnyTime() {
    return since.isEmpty() && until.isEmpty();
  }

  /// What stands in the address; the order of listing is no part of which jobs are meant.
  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("state", String.join(",", stateWords()));
    parameters.put("queue", queue);
    parameters.put("text", text);
    parameters.put("since", since);
    parameters.put("until", until);
    parameters.put("cause", cause);
    return parameters;
  }

  public String address(String path) {
    var parameters = parameters();
    putSort(parameters);
    return Addresses.of(path, parameters);
  }

  private void putSort(Map<String, String> parameters) {
    if (order != JobOrder.NEWEST) {
      parameters.put("sort", order.word());
    }
  }

  /// The same for what is done to all of them, which says so if nothing narrows it.
  public Map<String, String> bulk() {
    var parameters = parameters();
    parameters.values().removeIf(String::isEmpty);
    if (parameters.isEmpty()) {
      parameters.put("all", "true");
    }
    putSort(parameters);
    return parameters;
  }

  /// As a clause: `jobs that are dead, in the queue media`.
  public String words() {
    var words = new StringJoiner(", ");
    if (!isInAnyState()) {
      words.add("that are " + String.join(" or ", stateWords()));
    }
    add(words, "of group %s", cause);
    add(words, "in the queue %s", queue);
    add(words, "with \"%s\" in their id, command or error", text);
    add(words, "enqueued since %s", since);
    add(words, "enqueued before %s", until);
    return words.length() == 0 ? "all jobs; no filter is set" : "jobs " + words;
  }

  private static void add(StringJoiner words, String clause, String value) {
    if (!value.isEmpty()) {
      words.add(clause.formatted(value));
    }
  }

  /// Where it is asked whether something shall be done to all of them.
  String askAddress(JobVerb verb) {
    return askAddress(verb, "");
  }

  /// Where all of them are given other options.
  ///
  /// @param back the page that one comes from
  String editAddress(String back) {
    var parameters = bulk();
    parameters.put("back", back);
    return Addresses.of(BulkEditPage.PATH, parameters);
  }

  /// @param back the page that one comes from; empty for the beginning of the list
  String askAddress(JobVerb verb, String back) {
    var parameters = bulk();
    parameters.put("action", verb.word());
    parameters.put("back", back);
    return Addresses.of("/jobs/all", parameters);
  }
}
