package dev.queuectl.report.schedule;

import dev.queuectl.JobField;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduledJob;
import java.util.List;

/// A schedule in JSON. Fields of its job that were not given are left out: the configuration
/// decides about them each time.
public final class ScheduleJson {
  private static final String COMPLETED_FOR = "completed_for";
  static final String PAUSED_AT = "paused_at";
  static final String PAUSE_REASON = "pause_reason";

  /// What only says where it stands.
  public static final List<String> STANDING =
      List.of(
          "next_at",
          "last_at",
          "last_job",
          "skipped",
          "missed",
          COMPLETED_FOR,
          PAUSED_AT,
          PAUSE_REASON,
          "created_at",
          "updated_at");

  private ScheduleJson() {}

  /// The field of an exported schedule: it is a line of its own, `{"schedule": {...}}`.
  public static final String EXPORTED = "schedule";

  private static void stdin(JsonOut json, ScheduledJob job) {
    if (job.surroundings().stdin() != null) {
      JobJson.stdin(json, job.surroundings().stdin());
    }
  }

  public static void fields(JsonOut json, Schedule schedule, boolean withEnv) {
    var job = schedule.job();
    var rules = schedule.rules();
    json.field("name", schedule.name());
    json.field("cron", schedule.cron());
    json.field("tz", schedule.tz());
    json.field("from", schedule.anchoredAt());
    json.field("command", job.command());
    json.field("cwd", job.cwd());
    if (withEnv) {
      json.object("env", () -> job.env().forEach(json::field));
      stdin(json, job);
    }
    job.fields()
        .forEach(
            (field, text) ->
                json.value(
                    field.key(),
                    field == JobField.QUEUE
                        ? text
                        : field.kind().stored(field.kind().parse(field.key(), text))));
    json.field("catch_up", rules.catchUp().word());
    json.field("catch_up_window", rules.catchUpWindow());
    json.field("overlap", rules.overlap().word());
    json.field("jitter", rules.jitter());
    json.field("pause_after", rules.pauseAfter());
    json.field("late", rules.late());
    json.field("until", rules.until());
    json.field("next_at", schedule.progress().nextAt());
    json.field("last_at", schedule.progress().lastAt());
    json.field("last_job", schedule.progress().lastJob());
    json.field("skipped", schedule.progress().skipped());
    json.field("missed", schedule.progress().missed());
    json.field(COMPLETED_FOR, schedule.progress().completedFor());
    json.field(PAUSED_AT, schedule.progress().pausedAt());
    json.field(PAUSE_REASON, schedule.progress().pauseReason());
    json.field("created_at", schedule.createdAt());
    json.field("updated_at", schedule.updatedAt());
  }
}
