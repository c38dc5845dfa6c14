package dev.queuectl.web.page.part;

import static j2html.TagCreator.span;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.text;

import dev.queuectl.Durations;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times and durations for people. Where they go by, the page's script lets them: `data-tick` says
/// how.
public final class When {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ROOT);

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d", Locale.ROOT);
  private static final DateTimeFormatter SHORT_ZONE =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private When() {}

  /// `5m ago` or `in 5m`, exact when pointed at.
  public static DomContent relative(@Nullable Instant instant, Frame frame) {
    if (instant == null) {
      return none();
    }
    return time(instant, frame, "relative", relativeText(Duration.between(instant, frame.now())));
  }

  /// `5m ago`, of something that has happened: never `in 5m`, though the clock was set back since.
  public static DomContent ago(@Nullable Instant instant, Frame frame) {
    return instant == null
        ? none()
        : time(instant, frame, "ago", brief(Duration.between(instant, frame.now())) + " ago");
  }

  /// How long something has been going on.
  public static DomContent since(Instant start, Frame frame) {
    return time(start, frame, "since", brief(Duration.between(start, frame.now())));
  }

  /// The exact time and how far away it is.
  public static DomContent exact(@Nullable Instant instant, Frame frame) {
    return instant == null ? none() : exact(instant, relative(instant, frame), frame);
  }

  /// The same, of something that has happened.
  public static DomContent exactAgo(Instant instant, Frame frame) {
    return exact(instant, ago(instant, frame), frame);
  }

  private static DomContent exact(Instant instant, DomContent distance, Frame frame) {
    return span(
        text(EXACT.format(at(instant, frame)) + " "),
        span(text("("), distance, text(")")).withClass("muted"));
  }

  public static DomContent duration(@Nullable Duration duration) {
    return duration == null ? none() : span(Durations.text(duration)).withClass("num");
  }

  /// A mark on an axis: the time, with the day when the span is long.
  public static String mark(Instant instant, Duration span, Frame frame) {
    var format = span.compareTo(Duration.ofDays(1)) > 0 ? DAY : CLOCK;
    return format.format(instant.atZone(frame.zone()));
  }

  /// The time to the second.
  public static String second(Instant instant, Frame frame) {
    return SECOND.format(at(instant, frame));
  }

  /// The day, for a mark that is the beginning of one.
  public static String day(Instant instant, Frame frame) {
    return DATE.format(instant.atZone(frame.zone()));
  }

  /// What the zone is called for short: `CEST`.
  public static String zone(Frame frame) {
    return SHORT_ZONE.format(at(frame.now(), frame));
  }

  /// What it is called in full: `Europe/Berlin`.
  static String zoneId(Frame frame) {
    return shown(frame.zone()).getId();
  }

  /// Java calls the zone of zero hours `Z`.
  private static ZoneId shown(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
  }

  private static ZonedDateTime at(Instant instant, Frame frame) {
    return instant.atZone(shown(frame.zone()));
  }

  public static DomContent none() {
    return span("–").withClass("muted").attr("aria-label", "none");
  }

  private static DomContent time(Instant instant, Frame frame, String tick, String shown) {
    return tag("time")
        .attr("datetime", instant.toString())
        .attr("data-tick", tick)
        .withTitle(EXACT.format(at(instant, frame)))
        .withText(shown);
  }

  private static String relativeText(Duration past) {
    return past.isNegative() ? "in " + brief(past.negated()) : brief(past) + " ago";
  }

  /// Whole seconds: what goes by needs no more, and the script counts so.
  public static String brief(Duration duration) {
    return Durations.text(Duration.ofSeconds(Math.max(0, duration.toSeconds())));
  }
}
