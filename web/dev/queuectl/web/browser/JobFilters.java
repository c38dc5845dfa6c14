package dev.queuectl.web.browser;

import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import dev.queuectl.report.FilterReader;
import dev.queuectl.report.StateWords;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.part.JobOrder;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.ServedQueue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads from an address which jobs are meant.
final class JobFilters {
  private static final List<String> TYPED = List.of("since", "until");

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
        parameter.apply("cause"),
        sort.isEmpty() ? JobOrder.NEWEST : JobOrder.of(sort));
  }

  /// What is wrong with the times that somebody typed, by field: with each by itself, or with both.
  static Map<String, String> problems(UnaryOperator<String> parameter, ServedQueue served) {
    var problems = new LinkedHashMap<String, String>();
    for (var word : TYPED) {
      check(name -> name.equals(word) ? parameter.apply(word) : "", served)
          .ifPresent(problem -> problems.put(word, problem));
    }
    if (problems.isEmpty()) {
      check(name -> TYPED.contains(name) ? parameter.apply(name) : "", served)
          .ifPresent(problem -> TYPED.forEach(word -> problems.put(word, problem)));
    }
    return problems;
  }

  private static Optional<String> check(UnaryOperator<String> parameter, ServedQueue served) {
    try {
      filter(parameter, served);
      return Optional.empty();
    } catch (QueueException.Invalid e) {
      return Optional.of(FailureText.of(e));
    }
  }

  /// The same as [#of] with times that cannot be read, for the form that shows them once more.
  static ListAddress asTyped(UnaryOperator<String> parameter, ServedQueue served) {
    var rest = of(name -> TYPED.contains(name) ? "" : parameter.apply(name), served);
    return new ListAddress(
        rest.states(),
        rest.waits(),
        rest.queue(),
        rest.text(),
        parameter.apply("since"),
        parameter.apply("until"),
        rest.cause(),
        rest.order());
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
    return new FilterReader(UnaryOperator.identity(), served.now(), served.zone())
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
