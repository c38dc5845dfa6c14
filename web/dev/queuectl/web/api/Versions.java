package dev.queuectl.web.api;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import io.javalin.http.Context;
import java.util.regex.Pattern;

/// `ETag` says at which version a job is, and `If-Match` that something is to be done only to that
/// version (RFC 9110, 13.1.1): whoever edits what he has read undoes nobody else's edit.
final class Versions {
  private static final Pattern ONE = Pattern.compile("\"([0-9a-f]{16})\"");

  private Versions() {}

  static void say(Context context, Job job) {
    context.header("ETag", '"' + job.version() + '"');
  }

  /// @throws QueueException.Invalid if it is no version of ours, which nothing matches
  static JobFilter restrict(Context context, JobFilter filter) {
    var given = context.header("If-Match");
    if (given == null || given.strip().equals("*")) {
      return filter;
    }
    var version = ONE.matcher(given.strip());
    if (!version.matches()) {
      throw new QueueException.Invalid("If-Match must be the ETag of an answer about the job");
    }
    return filter.ofVersion(version.group(1));
  }
}
