package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.action.Refusals;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Times;
import dev.queuectl.store.JobRef;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Does the same to several jobs, a batch in a transaction: one that cannot is reported and does
/// not keep the others from it.
@Singleton
public final class EachJob {
  private final CommandContext context;
  private final Printer printer;
  private final JobFinder finder;

  EachJob(CommandContext context, JobFinder finder) {
    this.context = context;
    this.printer = context.printer();
    this.finder = finder;
  }

  /// @return the exit code
  public int apply(List<String> ids, JobAction.Verb action) {
    return apply(ids, finder::named, action);
  }

  /// @param find given a word, returns the job that is meant
  /// @return the exit code
  public int apply(List<String> words, Function<String, Job> find, JobAction.Verb action) {
    return apply(words, find, action, job -> sentence(action.verb(), job));
  }

  private String sentence(JobVerb verb, Job job) {
    var what = verb.capitalDone() + " " + job.id();
    return switch (verb) {
      case CANCEL ->
          job.state() == JobState.PROCESSING
              ? job.id() + " is running; its worker will cancel it."
              : what + ".";
      case RETRY ->
          what
              + (job.held() ? "; still held" : "")
              + (job.runAt().isAfter(context.now())
                  ? "; scheduled for " + Times.local(job.runAt(), context.console().zone().get())
                  : "")
              + ".";
      case HOLD, RELEASE, REMOVE -> what + ".";
    };
  }

  /// @param sentence what to print of a job, given it as it was found and as it is afterwards
  /// @return the exit code
  int edit(List<String> ids, JobAction.Edit action, BiFunction<Job, Job, String> sentence) {
    var found = new HashMap<Long, Job>();
    Function<String, Job> find =
        word -> {
          var job = finder.named(word);
          found.put(job.seq(), job);
          return job;
        };
    return apply(
        ids,
        find,
        action,
        job -> sentence.apply(Objects.requireNonNullElse(found.get(job.seq()), job), job));
  }

  private int apply(
      List<String> words,
      Function<String, Job> find,
      JobAction action,
      Function<Job, String> sentence) {
    var given = new LinkedHashSet<>(words);
    var named = named(given, find);
    var jobs = new LinkedHashSet<>(named.values());
    var done = new ArrayList<Job>();
    context
        .access()
        .actions()
        .change(action, jobs.iterator())
        .forEach(result -> tell(result, sentence, done));
    if (printer.json()) {
      print(done, words.size() > 1);
    }
    return named.size() < given.size() || done.size() < jobs.size() ? Failures.FAILED : 0;
  }

  /// The jobs that there are: these very jobs, and not others that take their ids meanwhile.
  private Map<String, JobRef> named(Set<String> words, Function<String, Job> find) {
    var jobs = new LinkedHashMap<String, JobRef>();
    for (var word : words) {
      try {
        jobs.put(word, new JobRef.Itself(find.apply(word)));
      } catch (QueueException.NotFound | QueueException.WrongState e) {
        printer.complain(Failures.sentence(e));
      }
    }
    return jobs;
  }

  private void tell(Result result, Function<Job, String> sentence, List<Job> done) {
    switch (result) {
      case Result.Done(var job) -> {
        done.add(job);
        if (!printer.json()) {
          printer.line(Printable.line(sentence.apply(job)));
        }
      }
      case Result.Refused(var why) -> printer.complain(Failures.sentence(Refusals.exception(why)));
    }
  }

  private void print(List<Job> jobs, boolean list) {
    try (var json = printer.json(list)) {
      jobs.forEach(job -> json.object(() -> JobJson.fields(json, job, context.now(), false)));
    }
  }
}
