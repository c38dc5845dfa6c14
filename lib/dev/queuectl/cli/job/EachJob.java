package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
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
    return apply(words, find, action, done -> sentence(action.verb(), done.job(), done.others()));
  }

  /// @param others that came back with it, or went with it
  private String sentence(JobVerb verb, Job job, List<String> others) {
    if (verb == JobVerb.RETRY && !others.isEmpty()) {
      return "Retrying %s, and %s.".formatted(job.id(), waiting(others.size()));
    }
    if (!others.isEmpty() && job.state() == JobState.PROCESSING) {
      return "%s is running; its worker will cancel it, and %s."
          .formatted(job.id(), waiting(others.size()));
    }
    if (!others.isEmpty()) {
      return "%s %s, and %s.".formatted(verb.capitalDone(), job.id(), waiting(others.size()));
    }
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

  /// `2 jobs that wait for it`.
  static String waiting(long number) {
    return Numbers.counted(number, "job that waits", "jobs that wait") + " for it";
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
        done ->
            sentence.apply(
                Objects.requireNonNullElse(found.get(done.job().seq()), done.job()), done.job()));
  }

  private int apply(
      List<String> words,
      Function<String, Job> find,
      JobAction action,
      Function<Result.Done, String> sentence) {
    var given = new LinkedHashSet<>(words);
    var named = named(given, find);
    var jobs = new LinkedHashSet<>(named.values());
    var done = new ArrayList<Result.Done>();
    context
        .access()
        .actions()
        .change(action, jobs.iterator())
        .forEach(result -> tell(result, sentence, done));
    if (printer.json()) {
      print(done, words.size() > 1, others(action));
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

  private void tell(Result result, Function<Result.Done, String> sentence, List<Result.Done> done) {
    switch (result) {
      case Result.Done one -> {
        done.add(one);
        if (!printer.json()) {
          printer.line(Printable.line(sentence.apply(one)));
        }
      }
      case Result.Refused(var why) -> printer.complain(Failures.sentence(Refusals.exception(why)));
    }
  }

  private void print(List<Result.Done> jobs, boolean list, String others) {
    try (var json = printer.json(list)) {
      jobs.forEach(
          done ->
              json.object(
                  () -> {
                    JobJson.fields(json, done.job(), context.now(), false);
                    if (!done.others().isEmpty()) {
                      json.list(others, done.others());
                    }
                  }));
    }
  }

  /// What those are called that came or went with a job.
  private static String others(JobAction action) {
    return action instanceof JobAction.Verb(var verb, _, _) && verb == JobVerb.RETRY
        ? "revived"
        : "dependents";
  }
}
