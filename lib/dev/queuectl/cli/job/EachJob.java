package dev.queuectl.cli.job;

import dev.queuectl.Batches;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreDoor;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.Printable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Does the same to several jobs, a batch in a transaction: one that cannot is reported and does
/// not keep the others from it.
@Singleton
public final class EachJob {
  private final StoreDoor door;
  private final Printer printer;
  private final JobFinder finder;

  EachJob(StoreDoor door, Printer printer, JobFinder finder) {
    this.door = door;
    this.printer = printer;
    this.finder = finder;
  }

  /// @param sentence what to print of a job afterwards
  /// @return the exit code
  public int apply(List<String> ids, JobAction action, Function<Job, String> sentence) {
    return apply(ids, UnaryOperator.identity(), action, sentence);
  }

  /// @param find given a word, returns the id that is meant
  /// @param sentence what to print of a job afterwards
  /// @return the exit code
  public int apply(
      List<String> words,
      UnaryOperator<String> find,
      JobAction action,
      Function<Job, String> sentence) {
    var ids = found(words, find);
    var done = new ArrayList<Job>();
    Batches.of(ids.iterator())
        .flatMap(batch -> door.open().jobs().change(action, batch, door.now()).stream())
        .forEach(result -> tell(result, action, sentence, done));
    if (printer.json()) {
      print(done, words.size() > 1);
    }
    return done.size() < new LinkedHashSet<>(words).size() ? Failures.FAILED : 0;
  }

  /// Each once, however often it was given.
  private List<String> found(List<String> words, UnaryOperator<String> find) {
    var ids = new LinkedHashSet<String>();
    for (var word : new LinkedHashSet<>(words)) {
      try {
        ids.add(find.apply(word));
      } catch (QueueException.NotFound | QueueException.WrongState e) {
        printer.complain(Failures.sentence(e));
      }
    }
    return List.copyOf(ids);
  }

  private void tell(
      Result result, JobAction action, Function<Job, String> sentence, List<Job> done) {
    switch (result) {
      case Result.Done(var job) -> {
        done.add(job);
        if (action instanceof JobAction.Verb(var verb, _) && verb == JobVerb.REMOVE) {
          door.removeOutput(job);
        }
        if (!printer.json()) {
          printer.line(Printable.line(sentence.apply(job)));
        }
      }
      case Result.Refused(var id, QueueException.NotFound _) ->
          printer.complain(Failures.sentence(finder.missing(id)));
      case Result.Refused(_, var why) -> printer.complain(Failures.sentence(why));
    }
  }

  private void print(List<Job> jobs, boolean list) {
    try (var json = printer.json(list)) {
      jobs.forEach(job -> json.object(() -> JobJson.fields(json, job, false)));
    }
  }
}
