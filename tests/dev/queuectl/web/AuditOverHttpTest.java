package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import org.junit.jupiter.api.Test;

/// What is done over HTTP is recorded as at the command line.
class AuditOverHttpTest extends OverPages {
  private String newest() {
    var event = served.store.events().list(Long.MAX_VALUE, 1).getFirst();
    return event.action()
        + (event.subject() == null ? "" : " " + event.subject())
        + (event.detail() == null ? "" : ": " + event.detail());
  }

  @Test
  void bulkActionsNameTheirJobs() {
    enqueue("mail", ids(1, 60));
    served.send("POST", "/api/v1/jobs/hold", "{\"ids\": [\"job-1\", \"job-2\", \"none\"]}");
    assertThat(newest()).isEqualTo("hold: 2 jobs: job-1, job-2");
    served.send("POST", "/api/v1/jobs/release?queue=mail", "");
    assertThat(newest())
        .startsWith("release: ")
        .contains("queue=mail: 60 jobs: job-1, job-2, ")
        .endsWith("job-50 and 10 more");
    post("/jobs/selected", "action", "cancel", "seq", seq("job-7"));
    assertThat(newest()).isEqualTo("cancel: selected: 1 job: job-7");
    post("/jobs/all", "action", "cancel", "queue", "mail", "expected", "59", "confirmed", "yes");
    assertThat(newest()).contains("queue=mail: 59 jobs: job-1, ");
  }

  @Test
  void editsNameOldAndNewValuesAndForceIsSaid() {
    served.send(
        "POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"a\",\"env\":{\"KEY\":\"s3cret\"}}");
    served.send(
        "PATCH",
        "/api/v1/jobs/x",
        "{\"priority\":4,\"env\":{\"KEY\":\"s3cret2\"},\"command\":\"b\"}");
    assertThat(newest()).isEqualTo("edit x: priority 0 -> 4, variables KEY, command a -> b");
    post("/job/edit", "id", "x", "priority", "7");
    assertThat(newest()).isEqualTo("edit x: priority 4 -> 7");
    served.send("POST", "/api/v1/jobs?force=true", "{\"id\":\"x\",\"command\":\"c\"}");
    assertThat(newest()).isEqualTo("enqueue x: force, 1 replaced; c");
    served.send("PUT", "/api/v1/config/max_retries", "{\"value\": 5}");
    assertThat(newest()).isEqualTo("set max_retries: 3 -> 5");
    served.send("PATCH", "/api/v1/queues/gpu", "{\"concurrency\": 2}");
    assertThat(newest()).isEqualTo("limit gpu: unlimited -> 2");
    assertThat(served.store.events().list(Long.MAX_VALUE, 99).toString()).doesNotContain("s3cret");
  }

  @Test
  void whatWasRefusedIsNotRecorded() {
    enqueue("mail", "a");
    served.send("POST", "/api/v1/jobs/a/retry", "");
    served.send("POST", "/api/v1/jobs", "{\"id\":\"a\",\"command\":\"b\"}");
    served.send("PATCH", "/api/v1/jobs/none", "{\"priority\":4}");
    served.send("POST", "/api/v1/workers/none/stop", "");
    assertThat(served.store.events().list(Long.MAX_VALUE, 9)).extracting(Event::action).isEmpty();
  }
}
