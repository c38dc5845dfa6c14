package dev.queuectl.schedule;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.environment.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The job that a schedule makes each time: what was said of it, so that the configuration of that
/// moment decides the rest.
///
/// @param fields the queue, the priority and other options that were given, as they are written
public record ScheduledJob(
    String command,
    String cwd,
    Map<JobField, String> fields,
    Map<String, String> env,
    Surroundings surroundings) {

  public ScheduledJob {
    var kept = new EnumMap<JobField, String>(JobField.class);
    kept.putAll(fields);
    fields = Collections.unmodifiableMap(kept);
    env = Map.copyOf(env);
  }

  public String queue() {
    return fields.getOrDefault(JobField.QUEUE, NewJob.DEFAULT_QUEUE);
  }

  /// Whether a job for that time would be too late.
  boolean isExpired(Instant time, Instant now) {
    var expires = fields.get(JobField.EXPIRES);
    return expires != null && !time.plus(duration(expires)).isAfter(now);
  }

  private static Duration duration(String expires) {
    return (Duration) JobField.EXPIRES.kind().parse(JobField.EXPIRES.key(), expires);
  }

  /// @param more variables of this one
  /// @throws dev.queuectl.QueueException.Invalid if it cannot be enqueued any more
  NewJob made(String id, Map<String, String> more, @Nullable Instant runAt, Settings settings) {
    var policy = new EnumMap<JobField, Object>(JobField.class);
    fields.forEach(
        (field, text) -> {
          if (field.isOfPolicy()) {
            policy.put(field, field.kind().parse(field.key(), text));
          }
        });
    var both = new HashMap<>(env);
    both.putAll(more);
    return new NewJob(
        id,
        command,
        queue(),
        number(JobField.PRIORITY, Setting.PRIORITY, settings),
        number(JobField.MAX_RETRIES, Setting.MAX_RETRIES, settings),
        new JobPolicy(policy).over(settings.jobPolicy()),
        cwd,
        both,
        runAt,
        false,
        surroundings);
  }

  private int number(JobField field, Setting otherwise, Settings settings) {
    var text = fields.get(field);
    return text == null
        ? settings.number(otherwise)
        : (Integer) field.kind().parse(field.key(), text);
  }
}
