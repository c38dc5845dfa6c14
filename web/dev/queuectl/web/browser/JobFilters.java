package dev.queuectl.web.browser;

import dev.queuectl.Durations;
import dev.queuectl.JobQuery;
import dev.queuectl.JobQuery.Place;
import dev.queuectl.JobQuery.Sort;
import dev.queuectl.JobSearch;
import dev.queuectl.JobState;
import dev.queuectl.report.Times;
import dev.queuectl.web.page.JobFilter;
import dev.queuectl.web.request.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads from an address which jobs are meant.
final class JobFilters {
  /// `-1h`, `1h`, `1h ago`.
  private static final Pattern PAST =
      Pattern.compile("-?([\\d.]+(?:ms|[smhdw])[\\dsmhdw. ]*?)( ago)?");

  private JobFilters() {}

  /// @param parameter the value of each, empty if it is not given
  static JobFilter of(UnaryOperator<String> parameter) {
    var sort = parameter.apply("sort");
    return new JobFilter(
        states(parameter.apply("state")),
        parameter.apply("queue"),
        parameter.apply("text"),
        parameter.apply("since"),
        parameter.apply("until"),
        sort.isEmpty() ? Sort.NEWEST : Sort.of(sort));
  }

  private static EnumSet<JobState> states(String words) {
    var states = EnumSet.noneOf(JobState.class);
    for (var word : words.split(",", JobState.values().length + 1)) {
      if (!word.isBlank()) {
        states.add(JobState.of(word.strip()));
      }
    }
    return states;
  }

  static JobSearch search(JobFilter filter, int limit, @Nullable Place after, Site site) {
    return search(filter, filter.sort(), limit, after, site);
  }

  static JobSearch search(
      JobFilter filter, Sort sort, int limit, @Nullable Place after, Site site) {
    var queue = filter.queue().isEmpty() ? null : filter.queue();
    return new JobSearch(
        new JobQuery(filter.states(), queue, null, sort, limit, after),
        filter.text().isEmpty() ? null : filter.text(),
        time("since", filter.since(), site),
        time("until", filter.until(), site));
  }

  /// In the past: `09:00` is the last one.
  private static @Nullable Instant time(String name, String text, Site site) {
    if (text.isEmpty()) {
      return null;
    }
    var past = PAST.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (past.matches()) {
      return site.now().minus(Durations.parse(name, past.group(1)));
    }
    var time = Times.parse(name, text, site.now(), site.zone().get());
    var isTimeOfDay = text.indexOf(':') > 0 && text.indexOf('-') < 0 && text.indexOf(' ') < 0;
    return isTimeOfDay && time.isAfter(site.now()) ? time.minus(Duration.ofDays(1)) : time;
  }
}
