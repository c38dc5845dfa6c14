package dev.queuectl.web.page;

import dev.queuectl.JobState;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.part.Addresses;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which jobs a page lists, in the words of its address: a [dev.queuectl.JobFilter] as it was
/// written.
///
/// @param states empty for all
/// @param queue empty for all
/// @param text what the id, the command or the error contains; empty for anything
/// @param since when they were enqueued, as somebody wrote it; empty for any time
/// @param until likewise
public record ListAddress(
    Set<JobState> states, String queue, String text, String since, String until, Sort sort) {
  public static final ListAddress ALL = new ListAddress(Set.of(), "", "", "", "", Sort.NEWEST);

  public ListAddress {
    states = Set.copyOf(states);
  }

  public ListAddress in(JobState state) {
    return new ListAddress(Set.of(state), queue, text, since, until, sort);
  }

  public ListAddress inAnyState() {
    return new ListAddress(Set.of(), queue, text, since, until, sort);
  }

  public boolean isAll() {
    return states.isEmpty() && queue.isEmpty() && text.isEmpty() && isAnyTime();
  }

  private boolean isAnyTime() {
    return since.isEmpty() && until.isEmpty();
  }

  /// What stands in the address; the order of listing is no part of which jobs are meant.
  public Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put(
        "state",
        states.isEmpty()
            ? ""
            : EnumSet.copyOf(states).stream().map(JobState::word).collect(Collectors.joining(",")));
    parameters.put("queue", queue);
    parameters.put("text", text);
    parameters.put("since", since);
    parameters.put("until", until);
    return parameters;
  }

  public String address(String path) {
    var parameters = parameters();
    if (sort != Sort.NEWEST) {
      parameters.put("sort", sort.name().toLowerCase(Locale.ROOT));
    }
    return Addresses.of(path, parameters);
  }

  String address(String path, String name, String value) {
    var address = address(path);
    return address + (address.contains("?") ? "&" : "?") + name + "=" + Addresses.encoded(value);
  }
}
