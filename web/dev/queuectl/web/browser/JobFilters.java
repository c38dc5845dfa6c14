package dev.queuectl.web.browser;

import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import dev.queuectl.report.FilterReader;
import dev.queuectl.report.StateWords;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.request.ServedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads from an address which jobs are meant.
final class JobFilters {
  private JobFilters() {}

  /// @param parameter the value of each, empty if it is not given
  static ListAddress of(UnaryOperator<String> parameter, ServedQueue served) {
    var sort = parameter.apply("sort");
    filter(parameter, served); // refuses what cannot be read
    var asked = StateWords.of(given(parameter.apply("state")));
    return new ListAddress(
        asked.states(),
        asked.waits(),
        parameter.apply("queue"),
        parameter.apply("text"),
        parameter.apply("since"),
        parameter.apply("until"),
        sort.isEmpty() ? Sort.NEWEST : Sort.of(sort));
  }

  /// For what is done to all of them.
  ///
  /// @throws QueueException.Invalid if nothing narrows it and `all=true` does not say so, or if
  ///   both do
  static ListAddress bulk(UnaryOperator<String> parameter, ServedQueue served) {
    var address = of(parameter, served);
    var all = parameter.apply("all");
    if (!all.isEmpty() && !all.equals("true")) {
      throw new QueueException.Invalid("all must be true, was \"" + all + "\"");
    }
    if (address.isAll() == all.isEmpty()) {
      throw new QueueException.Invalid(
          "the request does not say which jobs", "Give a filter such as state=dead, or all=true.");
    }
    return address;
  }

  static JobFilter filter(ListAddress address, ServedQueue served) {
    var parameters = address.parameters();
    return filter(word -> parameters.getOrDefault(word, ""), served);
  }

  private static JobFilter filter(UnaryOperator<String> parameter, ServedQueue served) {
    return new FilterReader(UnaryOperator.identity(), served.now(), served.zone().get())
        .read(word -> given(parameter.apply(word)));
  }

  private static @Nullable String given(String value) {
    return value.isEmpty() ? null : value;
  }

  static JobQuery query(ListAddress address, int limit, @Nullable Place after, ServedQueue served) {
    return query(address, address.sort(), limit, after, served);
  }

  static JobQuery query(
      ListAddress address, Sort sort, int limit, @Nullable Place after, ServedQueue served) {
    return new JobQuery(filter(address, served), sort, limit, after);
  }
}
