package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.environment.Stdin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Options of many jobs, and what one job reads, changed on pages.
class BulkEditTest extends OverPages {
  @Test
  void selectedJobsAreGivenTheOptionsThatWereTyped() {
    enqueue("media", "a", "b", "c");
    var back = "/jobs?state=pending";
    assertThat(served.get("/jobs").body()).contains("formaction=\"/jobs/edit/selected\"");
    var form = "seq=%s&seq=%s&back=%s".formatted(seq("a"), seq("c"), "%2Fjobs%3Fstate%3Dpending");
    var page = postForm("/jobs/edit/selected", form).body();
    assertThat(page)
        .contains("Edit 2 jobs", "the jobs you have selected", "name=\"priority\"")
        .contains("name=\"seq\" value=\"" + seq("c"), "name=\"back\" value=\"" + back);
    assertThat(to(postForm("/jobs/edit", form + "&priority=7&queue=bulk"))).isEqualTo(back);
    assertThat(List.of("a", "b", "c").stream().map(this::job).map(job -> job.priority()))
        .containsExactly(7, 0, 7);
    assertThat(job("a").queue()).isEqualTo("bulk");
    assertThat(job("a").command()).isEqualTo("echo a");
    assertThat(to(postForm("/jobs/edit/selected", "back=%2Fdlq"))).isEqualTo("/dlq");
  }

  @Test
  void allThatMatchAreGivenThemAndTheQueueOfTheFilterIsNoOption() {
    enqueue("media", "a", "b");
    enqueue("default", "c");
    var list = served.get("/jobs?queue=media").body();
    assertThat(list).contains("href=\"/jobs/edit?queue=media&amp;back=%2Fjobs%3Fqueue%3Dmedia\"");
    var page = served.get("/jobs/edit?queue=media&back=%2Fjobs%3Fqueue%3Dmedia").body();
    assertThat(page).contains("Edit 2 jobs", "name=\"of_queue\" value=\"media\"");
    var wrong = post("/jobs/edit", "of_queue", "media", "priority", "high", "queue", "bulk");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("value=\"high\"", "value=\"bulk\"", "Edit 2 jobs");
    assertThat(post("/jobs/edit", "of_queue", "media").statusCode()).isEqualTo(400);
    assertThat(post("/jobs/edit", "priority", "1").statusCode()).isEqualTo(400);
    assertThat(post("/jobs/edit", "of_queue", "media", "command", "rm x").statusCode())
        .isEqualTo(400);
    assertThat(to(post("/jobs/edit", "of_queue", "media", "timeout", "5m"))).startsWith("/jobs");
    assertThat(job("a").policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(job("c").policy().get(JobField.TIMEOUT)).isNull();
    assertThat(served.get("/jobs/edit?state=completed").body()).contains("None of these jobs can");
  }

  @Test
  void whatAJobReadsIsShownChangedAndTakenAway() {
    enqueue("default", "a");
    assertThat(served.get("/job?id=a").body()).contains("What the job is to read");
    assertThat(read("a", "one\r\ntwo\r\n")).hasValue("one\ntwo\n");
    assertThat(served.get("/job?id=a").body())
        .contains("\none\ntwo\n</textarea>", "emptied, it reads nothing");
    assertThat(read("a", "one\ntwo\n")).hasValue("one\ntwo\n");
    assertThat(read("a", "")).isEmpty();
    reading("a", new byte[] {-1, 0, 1});
    assertThat(served.get("/job?id=a").body()).contains("The job reads 3 bytes that are not text.");
    assertThat(post("/job/edit", "id", "a", "stdin", "", "priority", "3").statusCode())
        .isEqualTo(303);
    assertThat(stdin("a").map(Stdin::size)).hasValue(3);
    assertThat(read("a", "text")).hasValue("text");
  }

  private Optional<String> read(String id, String text) {
    post("/job/edit", "id", id, "stdin", text);
    return stdin(id).flatMap(Stdin::text);
  }

  private Optional<Stdin> stdin(String id) {
    return Optional.ofNullable(job(id).surroundings().stdin()).flatMap(served.store.jobs()::stdin);
  }

  private void reading(String id, byte[] bytes) {
    var body =
        "{\"stdin_base64\": \"%s\"}".formatted(java.util.Base64.getEncoder().encodeToString(bytes));
    assertThat(served.send("PATCH", "/api/v1/jobs/" + id, body).statusCode()).isEqualTo(200);
  }
}
