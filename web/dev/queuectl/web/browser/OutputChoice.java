package dev.queuectl.web.browser;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.process.output.InterleavedOutput;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputReader;
import dev.queuectl.process.output.OutputSource;
import dev.queuectl.web.page.output.InterleavedWindow;
import dev.queuectl.web.page.output.OutputWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which part of which output an address asks for.
final class OutputChoice {
  static final List<String> STREAMS = List.of("stdout", "stderr");
  static final String INTERLEAVED = "interleaved";

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

  /// `stdout`, `stderr`, `both` apart, or `interleaved`.
  String stream() {
    var stream = request.query("stream");
    if (stream.isEmpty() || stream.equals("both")) {
      return "both";
    }
    if (!STREAMS.contains(stream) && !stream.equals(INTERLEAVED)) {
      throw new QueueException.Invalid(
          "there is no stream \"" + stream + "\"",
          "It is one of stdout, stderr, both, interleaved.");
    }
    return stream;
  }

  private List<String> streams() {
    return STREAMS.contains(stream()) ? List.of(stream()) : STREAMS;
  }

  List<OutputWindow> windows() {
    var running = attempt;
    return running == null || isInterleaved()
        ? List.of()
        : streams().stream()
            .map(stream -> window(file(request, job, running.number(), stream)))
            .toList();
  }

  /// Only of an attempt that has ended: before, nobody has said in which order it prints.
  private boolean isInterleaved() {
    return attempt != null && attempt.endedAt() != null && stream().equals(INTERLEAVED);
  }

  /// Both streams in one, if that is asked for and known.
  @Nullable InterleavedWindow interleaved() {
    var ended = attempt;
    if (ended == null || !isInterleaved()) {
      return null;
    }
    try {
      var both = InterleavedOutput.of(files(ended.number()), ended.order());
      var parameters = request.parameters();
      if (parameters.text("from") != null) {
        return InterleavedWindow.at(both, parameters.whole("from", 0, Long.MAX_VALUE / 2, 0));
      }
      return parameters.text("until") != null
          ? InterleavedWindow.before(both, parameters.whole("until", 0, Long.MAX_VALUE / 2, 0))
          : InterleavedWindow.tail(both);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogStore.Output files(int number) {
    return request.dashboard().served().logs().reading(job.seq(), number);
  }

  /// All that an attempt has printed to the stream.
  OutputSource source(Attempt of) throws IOException {
    var files = files(of.number());
    return switch (stream()) {
      case "stdout" -> new OutputReader(files.stdout());
      case "stderr" -> new OutputReader(files.stderr());
      default -> InterleavedOutput.of(files, of.order());
    };
  }

  static OutputFile file(PageRequest request, Job job, int attempt, String stream) {
    var output = request.dashboard().served().logs().reading(job.seq(), attempt);
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
    var output = files(ended.number());
    return streams().stream()
        .map(
            stream ->
                OutputSearch.of(
                    stream, stream.equals("stdout") ? output.stdout() : output.stderr(), find()))
        .toList();
  }
}
