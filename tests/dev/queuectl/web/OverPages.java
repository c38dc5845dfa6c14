package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// Jobs, and the forms of pages that are sent without a browser.
abstract class OverPages extends OverHttp {
  void enqueue(String queue, String... ids) {
    var jobs = Arrays.stream(ids).map(id -> newJob(id, queue)).toList();
    served.store.jobs().enqueue(jobs.iterator(), false, Served.NOW);
  }

  private static NewJob newJob(String id, String queue) {
    var command = "echo " + id;
    return new NewJob(id, command, queue, 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
  }

  static String[] ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "job-" + i).toArray(String[]::new);
  }

  HttpResponse<String> post(String path, String... namesAndValues) {
    var pairs = new ArrayList<String>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      pairs.add(encoded(namesAndValues[i]) + "=" + encoded(namesAndValues[i + 1]));
    }
    return postForm(path, String.join("&", pairs));
  }

  /// As it is sent.
  HttpResponse<String> postForm(String path, String form) {
    return served.send(
        "POST",
        path,
        form,
        request ->
            served
                .withToken(request)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Where it leads, without what is said there.
  static String to(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return location(answer).replaceFirst("[?&]said=[0-9a-f]+", "");
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  /// The page to which an answer leads a browser that keeps its cookies.
  HttpResponse<String> follow(HttpResponse<String> answer) {
    var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    return served.send(
        "GET", location(answer), it -> served.withToken(it).header("Cookie", cookie));
  }

  Job job(String id) {
    return served.store.jobs().find(id).orElseThrow();
  }

  String seq(String id) {
    return Long.toString(job(id).seq());
  }
}
