package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is done to all jobs that match: which they are has to be said, and is said back.
class BulkOverHttpTest extends OverPages {
  @Test
  void aBulkActionSaysWhichJobsItMeans() {
    enqueue("default", "a");
    enqueue("media", "b");
    assertThat(served.get("/jobs/all?action=cancel&queue=media&state=pending&text=b").body())
        .contains("This is about ", "jobs that are pending, in the queue media, with ")
        .doesNotContain("name=\"since\"");
    assertThat(served.get("/jobs/all?action=release&state=dead,held,scheduled").body())
        .contains("jobs that are dead or scheduled or held");
    assertThat(served.get("/jobs/all?action=cancel&all=true").body())
        .contains("all jobs; no filter is set", "name=\"all\" value=\"true\"");
    assertThat(served.get("/jobs").body()).contains("/jobs/all?all=true&amp;action=cancel");
    assertThat(to(post("/jobs/all", "action", "cancel", "all", "true", "expected", "2")))
        .isEqualTo("/jobs");
    assertThat(served.store.jobs().counts()).containsEntry(JobState.CANCELLED, 2L);
  }

  @Test
  void aBulkActionThatDoesNotSayWhichJobsChangesNone() throws IOException {
    enqueue("default", "a");
    enqueue("media", "b");
    for (var query :
        List.of(
            "",
            "&state=pending&queue=%zz",
            "&state=pending&queue=%",
            "&queue=%FF",
            "&queue=",
            "&state=pending&queue=",
            "&quueue=media",
            "&queue=media&queue=default",
            "&all=false",
            "&all=yes",
            "&all=true&queue=media")) {
      assertThat(rawStatus("GET", "/jobs/all?action=cancel" + query)).as(query).isEqualTo(400);
      assertThat(rawStatus("POST", "/api/v1/jobs/cancel?" + query)).as(query).isEqualTo(400);
      assertThat(raw(edit(query))).as(query).startsWith("HTTP/1.1 400 ");
      var form = "action=cancel&expected=2&confirmed=yes" + query;
      assertThat(postForm("/jobs/all", form).statusCode()).as(query).isEqualTo(400);
    }
    assertThat(served.store.jobs().counts()).containsEntry(JobState.PENDING, 2L);
    assertThat(raw(edit("queue=media"))).startsWith("HTTP/1.1 200 ");
  }

  private String edit(String query) {
    var head =
        "PATCH /api/v1/jobs?%s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n";
    var body = "Content-Length: 15\r\nConnection: close\r\n\r\n{\"priority\": 7}";
    return head.formatted(query, served.dashboard.port(), served.token()) + body;
  }
}
