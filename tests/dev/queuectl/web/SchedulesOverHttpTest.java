package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Schedules by way of the API and of their page.
class SchedulesOverHttpTest extends OverPages {
  private static final String NIGHTLY =
      "{\"name\": \"nightly\", \"cron\": \"30 2 * * *\", \"tz\": \"Europe/Berlin\","
          + " \"command\": \"true\", \"queue\": \"mail\", \"jitter\": 30}";

  private String sent(String method, String path, String body, int status) {
    var answer = served.send(method, "/api/v1/schedules" + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private Schedule nightly() {
    return served.store.schedules().find("nightly").orElseThrow();
  }

  @Test
  void a_schedule_is_added_changed_paused_run_and_removed() {
    assertThat(sent("POST", "", NIGHTLY, 201))
        .contains("\"queue\": \"mail\"", "\"jitter\": 30", "\"skipped\": 0");
    sent("POST", "", NIGHTLY, 409);
    assertThat(served.get("/api/v1/schedules").body()).contains("\"name\": \"nightly\"");
    assertThat(served.get("/api/v1/schedules/nightly/next?count=2").body())
        .contains("\"local\": \"", "T02:30+02:00\"", "\"note\": null");
    sent("PATCH", "/nightly", "{\"cron\": \"0 3 * * *\", \"jitter\": \"default\"}", 200);
    assertThat(nightly().cron()).isEqualTo("0 3 * * *");
    assertThat(nightly().rules().jitter()).isNull();
    assertThat(nightly().job().queue()).isEqualTo("mail");
    sent("POST", "/nightly/pause", "{\"reason\": \"it moves\"}", 200);
    assertThat(nightly().progress().pauseReason()).isEqualTo("it moves");
    sent("POST", "/nightly/resume", "", 200);
    assertThat(sent("POST", "/nightly/run", "", 201))
        .contains("\"schedule\": \"nightly\"", "\"queue\": \"mail\"");
    sent("DELETE", "/nightly", "", 200);
    sent("GET", "/nightly", "", 404);
  }

  @Test
  void what_is_wrong_is_said() {
    assertThat(
            sent(
                "POST", "", "{\"name\": \"a\", \"cron\": \"0 0 30 2 *\", \"command\": \"x\"}", 400))
        .contains("That never happens");
    assertThat(sent("POST", "", "{\"name\": \"a\", \"cron\": \"@daily\", \"comand\": \"x\"}", 400))
        .contains("Did you mean command?");
    assertThat(
            sent(
                "POST",
                "",
                "{\"name\": \"a\", \"cron\": \"@daily\", \"command\": \"x\", \"unique\": \"k\"}",
                400))
        .contains("Unique and a schedule cannot be combined");
    assertThat(sent("POST", "", "[]", 400)).contains("The body must be a JSON object");
    sent("POST", "", NIGHTLY, 201);
    assertThat(sent("PATCH", "/nightly", "{\"name\": \"b\"}", 400))
        .contains("The name of a schedule cannot be changed");
    assertThat(sent("POST", "/nightli/pause", "", 404)).contains("Did you mean nightly?");
  }

  @Test
  void the_page_shows_when_each_runs_and_how_it_went_and_has_it_run_and_paused() {
    assertThat(served.get("/schedules").body()).contains("There are no schedules yet");
    sent("POST", "", NIGHTLY, 201);
    post("/schedules/run", "name", "nightly");
    post("/schedules/pause", "name", "nightly");
    assertThat(nightly().isPaused()).isTrue();
    assertThat(served.get("/schedules").body())
        .contains(
            "nightly",
            "at 02:30 every day, Europe/Berlin",
            "No worker is running",
            "paused",
            ": pending",
            "/schedules/resume");
    post("/schedules/resume", "name", "nightly");
    assertThat(nightly().isPaused()).isFalse();
    assertThat(served.store.jobs().beginningWith("nightly@", 9)).hasSize(1);
  }

  @Test
  void the_overview_says_that_nobody_does_what_is_due_and_that_a_run_is_late() {
    var past = Served.NOW.minus(Duration.ofHours(3));
    served
        .store
        .schedules()
        .put(
            Schedule.made(
                "hourly",
                Timetable.of("every 1h", past),
                ZoneOffset.UTC,
                past,
                new ScheduledJob("true", "/", Map.of(), Map.of(), Surroundings.NONE),
                ScheduleRules.USUAL.late(Duration.ofMinutes(5)),
                past));
    assertThat(served.get("/").body())
        .contains("hourly is due since ", ", and no worker is running.")
        .contains("hourly is late since ");
    assertThat(served.get("/schedules").body()).contains(">late</span>");
  }
}
