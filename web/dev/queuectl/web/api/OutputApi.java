package dev.queuectl.web.api;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.process.output.InterleavedOutput;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputReader;
import dev.queuectl.process.output.OutputSource;
import dev.queuectl.report.JobJson;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// The attempts of a job and what they have printed.
final class OutputApi implements Section {
  static final int MOST_BYTES = 1 << 20;
  private static final int MOST_LINES = 10_000;

  private final DashboardContext dashboard;

  OutputApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(JobsApi.ONE + "/attempts", this::attempts),
        Route.get(JobsApi.ONE + "/output", this::output));
  }

  private void attempts(Context context) {
    var attempts = dashboard.served().store().jobs().attempts(job(context).seq());
    Json.send(
        context,
        json ->
            json.objects(
                "attempts",
                attempts.stream()
                    .map(attempt -> (Runnable) () -> JobJson.fields(json, attempt))
                    .toList()));
  }

  /// Byte for byte: `X-Next-Offset` says where to go on, also while the job runs.
  private void output(Context context) throws IOException {
    var parameters = new RequestParameters(context, dashboard.served());
    var job = job(context);
    var number = parameters.whole("attempt", 1, Integer.MAX_VALUE, Math.max(1, job.lastAttempt()));
    var attempt = dashboard.served().attempt(job, number);
    var files = dashboard.served().logs().reading(job.seq(), number);
    var reader = source(context, parameters, files, attempt);
    context.header("Accept-Ranges", "bytes");
    context.header("X-Running", Boolean.toString(attempt.endedAt() == null));
    context.contentType("text/plain; charset=utf-8");
    var range = ByteRange.of(context);
    if (range == null) {
      part(context, parameters, reader);
    } else {
      range(context, range, reader, attempt.endedAt() != null);
    }
  }

  private static void part(Context context, RequestParameters parameters, OutputSource reader)
      throws IOException {
    var from = parameters.whole("offset", 0L, Long.MAX_VALUE / 2, 0L);
    if (parameters.text("tail") != null) {
      from = reader.tailOffset(parameters.whole("tail", 0, MOST_LINES, 0));
    }
    var most = parameters.whole("limit", 1, MOST_BYTES, MOST_BYTES);
    var bytes = new ByteArrayOutputStream();
    context.header("X-Next-Offset", Long.toString(reader.copy(from, most, bytes)));
    context.result(bytes.toByteArray());
  }

  /// Where a line stands for what was left out, bytes are not where they would be: such a part is
  /// answered with all, which HTTP allows.
  private static void range(Context context, ByteRange range, OutputSource reader, boolean isWhole)
      throws IOException {
    var size = reader.size();
    var from = range.from(size);
    if (from >= size) {
      context.header("Content-Range", "bytes */" + size);
      throw new HttpResponseException(416, "The output has %,d bytes.".formatted(size));
    }
    var bytes = new ByteArrayOutputStream();
    var next = reader.copy(from, Math.min(range.length(size), MOST_BYTES), bytes);
    if (next - from != bytes.size()) {
      bytes.reset();
      context.header("X-Next-Offset", Long.toString(reader.copy(0, MOST_BYTES, bytes)));
      context.result(bytes.toByteArray());
      return;
    }
    context.header("X-Next-Offset", Long.toString(next));
    context.header(
        "Content-Range", "bytes %d-%d/%s".formatted(from, next - 1, isWhole ? "" + size : "*"));
    context.status(206).result(bytes.toByteArray());
  }

  private Job job(Context context) {
    return dashboard.served().job(context.pathParam("id"));
  }

  private static OutputSource source(
      Context context, RequestParameters parameters, LogStore.Output files, Attempt attempt)
      throws IOException {
    return switch (Objects.requireNonNullElse(parameters.text("stream"), "stdout")) {
      case "stdout" -> new OutputReader(files.stdout());
      case "stderr" -> new OutputReader(files.stderr());
      case "interleaved" -> interleaved(context, files, attempt);
      default -> throw new QueueException.Invalid("stream must be stdout, stderr or interleaved");
    };
  }

  private static OutputSource interleaved(Context context, LogStore.Output files, Attempt attempt)
      throws IOException {
    if (attempt.endedAt() == null) {
      throw new QueueException.WrongState(
          "attempt %d is still running".formatted(attempt.number()),
          "In which order both streams are written to is known when it has ended.");
    }
    var both = InterleavedOutput.of(files, attempt.order());
    context.header("X-Order", both.known().word());
    return both;
  }
}
