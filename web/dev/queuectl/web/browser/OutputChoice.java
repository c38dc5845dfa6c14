package dev.queuectl.web.browser;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.web.page.output.OutputWindow;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which part of which output an address asks for.
final class OutputChoice {
  static final List<String> STREAMS = List.of("stdout", "stderr");

  private final PageRequest request;
  private final Job job;
  private final @Nullable Attempt attempt;

  OutputChoice(PageRequest request, Job job, @Nullable Attempt attempt) {
    this.request = request;
    this.job = job;
    this.attempt = attempt;
  }

  /// Whether a certain attempt or place is asked for, whatever the job does next.
  boolean isPinned() {
    var parameters = request.parameters();
    return Stream.of("attempt", "line", "from", "until", "find")
        .anyMatch(name -> parameters.text(name) != null);
  }

  /// `stdout`, `stderr` or `both`.
  String stream() {
    var stream = request.query("stream");
    if (stream.isEmpty() || stream.equals("both")) {
      return "both";
    }
    if (!STREAMS.contains(stream)) {
      throw new QueueException.Invalid(
          "there is no stream \"" + stream + "\"", "It is one of stdout, stderr, both.");
    }
    return stream;
  }

  private List<String> streams() {
    return stream().equals("both") ? STREAMS : List.of(stream());
  }

  List<OutputWindow> windows() {
    var running = attempt;
    return running == null
        ? List.of()
        : streams().stream()
            .map(stream -> window(file(request, job, running.number(), stream)))
            .toList();
  }

  static OutputFile file(PageRequest request, Job job, int attempt, String stream) {
    var output = request.dashboard().served().logs().output(job.seq(), attempt);
    return new OutputFile(stream, stream.equals("stdout") ? output.stdout() : output.stderr());
  }

  private OutputWindow window(OutputFile file) {
    var parameters = request.parameters();
    if (parameters.text("line") != null) {
      return file.around(parameters.whole("line", 1, Long.MAX_VALUE, 1));
    }
    if (parameters.text("from") != null) {
      return file.at(parameters.whole("from", 0, Long.MAX_VALUE, 0));
    }
    return parameters.text("until") != null
        ? file.before(parameters.whole("until", 0, Long.MAX_VALUE, 0))
        : file.tail();
  }

  String find() {
    return request.query("find");
  }

  List<OutputWindow.Matches> matches() {
    var ended = attempt;
    if (find().isEmpty() || ended == null) {
      return List.of();
    }
    var output = request.dashboard().served().logs().output(job.seq(), ended.number());
    return streams().stream()
        .map(
            stream ->
                OutputSearch.of(
                    stream, stream.equals("stdout") ? output.stdout() : output.stderr(), find()))
        .toList();
  }
}
