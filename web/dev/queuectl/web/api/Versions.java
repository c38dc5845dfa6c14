package dev.queuectl.web.api;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.environment.Sha256;
import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `ETag` says at which version a job, a queue or a setting is, and `If-Match` that something is to
/// be done only to that version (RFC 9110, 13.1.1): whoever edits what he has read undoes nobody
/// else's edit.
final class Versions {
  private static final Pattern ONE = Pattern.compile("\"([0-9a-f]{16})\"");

  private Versions() {}

  static void say(Context context, Job job) {
    say(context, job.version());
  }

  static void say(Context context, Queue queue) {
    say(context, of(queue));
  }

  static void say(Context context, Settings settings, Setting setting) {
    say(context, of(settings, setting));
  }

  private static void say(Context context, String version) {
    context.header("ETag", '"' + version + '"');
  }

  /// Of what somebody has set for it: its jobs come and go.
  private static String of(Queue queue) {
    return hash(queue.concurrency() + "\0" + queue.pausedAt() + "\0" + queue.pauseReason());
  }

  private static String of(Settings settings, Setting setting) {
    return hash(settings.set().containsKey(setting) + "\0" + settings.text(setting));
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text), 0, Long.BYTES);
  }

  /// @throws QueueException.Invalid if it is no version of ours, which nothing matches
  static JobFilter restrict(Context context, JobFilter filter) {
    var version = asked(context);
    return version == null ? filter : filter.ofVersion(version);
  }

  /// @throws QueueException.Outdated with what is there now, if another version was meant
  static void check(Context context, Queue queue) {
    var version = asked(context);
    if (version != null && !version.equals(of(queue))) {
      say(context, queue);
      throw outdated("the queue \"%s\"".formatted(queue.name()), words(queue));
    }
  }

  private static String words(Queue queue) {
    var limit = queue.concurrency();
    return (limit == null ? "It has no limit" : "Its limit is " + limit)
        + (queue.isPaused() ? ", and it is paused." : ", and it is not paused.");
  }

  /// The same.
  static void check(Context context, Settings settings, Setting setting) {
    var version = asked(context);
    if (version != null && !version.equals(of(settings, setting))) {
      say(context, settings, setting);
      throw outdated(setting.key(), "It is \"%s\".".formatted(settings.text(setting)));
    }
  }

  private static QueueException.Outdated outdated(String what, String now) {
    return new QueueException.Outdated(
        what + " has changed since it was read, and was not changed", now);
  }

  /// @return null for any
  private static @Nullable String asked(Context context) {
    var given = context.header("If-Match");
    if (given == null || given.strip().equals("*")) {
      return null;
    }
    var version = ONE.matcher(given.strip());
    if (!version.matches()) {
      throw new QueueException.Invalid("If-Match must be the ETag of an answer");
    }
    return version.group(1);
  }
}
