package dev.queuectl;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that somebody did to the queue, at the command line or by way of a server.
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
  private static final int LONGEST_DETAIL = 2000;

  /// Cuts what is too long: recording an action is never a reason not to do it.
  public Event {
    actor = cut(actor);
    origin = cut(origin);
    action = cut(action);
    subject = subject == null ? null : cut(subject);
    detail = detail == null ? null : cut(detail, LONGEST_DETAIL);
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
    return cut(text, LONGEST);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
