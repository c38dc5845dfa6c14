package dev.queuectl;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that somebody did to the queue by way of a server.
///
/// @param seq grows from one to the next; 0 before it is stored
/// @param actor who, as far as is known
/// @param origin from where, for example an address
/// @param action the verb, for example `retry`
/// @param subject the id of the job, queue or worker, or the key; null if there is no one
/// @param detail what else is to be known; null if nothing
public record Event(
    long seq,
    Instant happenedAt,
    String actor,
    String origin,
    String action,
    @Nullable String subject,
    @Nullable String detail) {
  private static final int LONGEST = 500;

  /// Cuts what is too long: recording an action is never a reason not to do it.
  public Event {
    actor = cut(actor);
    origin = cut(origin);
    action = cut(action);
    subject = subject == null ? null : cut(subject);
    detail = detail == null ? null : cut(detail);
  }

  /// One that is not stored yet.
  public Event(
      Instant happenedAt,
      String actor,
      String origin,
      String action,
      @Nullable String subject,
      @Nullable String detail) {
    this(0, happenedAt, actor, origin, action, subject, detail);
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return text.substring(0, end) + "…";
  }
}
