package dev.queuectl.cli.syntax;

import dev.queuectl.Backoff;
import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.ListOrder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Suggestion;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.StateWords;
import dev.queuectl.schedule.Zones;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The words that a parameter accepts, as far as they can be listed: those of the program, and
/// those of the queue that is there. At most a screen or two of them.
@Singleton
final class LiveWords {
  private static final int MOST = 100;

  /// A key that is pressed wants an answer.
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /// Jobs looked at for those in states that fit.
  private static final int JOBS_LOOKED_AT = 1000;

  private final StoreAccess access;

  LiveWords(StoreAccess access) {
    this.access = access;
  }

  /// @param command as documented: `dlq retry`
  /// @param label the name that help gives the parameter
  /// @param part what stands of the word
  List<Suggestion> of(String command, String label, String part) {
    return switch (label) {
      case "FILE" -> List.of(Suggestion.FILES);
      case "DIR" -> List.of(Suggestion.DIRECTORIES);
      case "STATE" ->
          command.equals("wait")
              ? words(JobState.values())
              : StateWords.all().stream().map(word -> new Suggestion(word, "")).toList();
      case "KIND" -> words(Backoff.values());
      case "KEY" -> keys();
      case "ORDER" -> words(ListOrder.values());
      case "SHELL" -> words(CompletionScript.values());
      case "CMD" -> List.of(Suggestion.FILES);
      case "NAME" -> names(command);
      case "ZONE" -> Zones.ids().stream().map(zone -> new Suggestion(zone, "")).toList();
      case "ID" -> ids(command, part);
      case "JOB" -> stored(store -> jobs(store.jobs(), awaited(), part, false));
      default -> List.of();
    };
  }

  private List<Suggestion> ids(String command, String part) {
    return command.startsWith("worker ")
        ? stored(this::workers)
        : command.startsWith("dashboard session ") ? stored(this::sessions) : jobs(command, part);
  }

  private List<Suggestion> names(String command) {
    return command.startsWith("dashboard ")
        ? tokens(command)
        : command.startsWith("schedule ") ? stored(this::schedules) : stored(LiveWords::queues);
  }

  private List<Suggestion> schedules(Store store) {
    return store.schedules().list().stream()
        .limit(MOST)
        .map(schedule -> new Suggestion(schedule.name(), schedule.cron()))
        .toList();
  }

  private List<Suggestion> tokens(String command) {
    return command.equals("dashboard link") || command.equals("dashboard token revoke")
        ? stored(
            store ->
                store.access().tokens().stream()
                    .map(token -> new Suggestion(token.name(), token.grant().word()))
                    .toList())
        : List.of();
  }

  private List<Suggestion> sessions(Store store) {
    return store.access().sessions(access.now()).stream()
        .map(
            session ->
                new Suggestion(
                    Long.toString(session.id()),
                    session.login().name() + " from " + session.origin()))
        .toList();
  }

  private static List<Suggestion> words(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(it -> new Suggestion(it.name().toLowerCase(Locale.ROOT), ""))
        .toList();
  }

  private static List<Suggestion> keys() {
    return Arrays.stream(Setting.values())
        .map(it -> new Suggestion(it.key(), it.meaning()))
        .toList();
  }

  private List<Suggestion> stored(Function<Store, List<Suggestion>> look) {
    return access.openBriefly(PATIENCE).map(look).orElse(List.of());
  }

  private static List<Suggestion> queues(Store store) {
    return store.queues().list().stream().limit(MOST).map(LiveWords::queue).toList();
  }

  private static Suggestion queue(Queue queue) {
    var paused = queue.isPaused() ? ", paused" : "";
    return new Suggestion(
        queue.name(), "%,d waiting%s".formatted(queue.count(JobState.PENDING), paused));
  }

  private List<Suggestion> workers(Store store) {
    return LiveWorkers.of(store.workers(), access.now()).stream().map(LiveWords::worker).toList();
  }

  private static Suggestion worker(Worker worker) {
    return new Suggestion(
        worker.id(),
        "%s on %s, pid %d"
            .formatted(
                Numbers.counted(worker.slots(), "slot"), worker.host(), worker.process().pid()));
  }

  private List<Suggestion> jobs(String command, String part) {
    var states = fitting(command);
    return states.isEmpty()
        ? List.of()
        : stored(store -> jobs(store.jobs(), states, part, command.equals("release")));
  }

  private static List<Suggestion> jobs(
      JobStore jobs, Set<JobState> states, String part, boolean onlyHeld) {
    var found =
        part.isEmpty()
            ? jobs.list(JobQuery.newest(MOST, states.toArray(JobState[]::new)))
            : jobs.beginningWith(part, JOBS_LOOKED_AT);
    return found.stream()
        .filter(job -> states.contains(job.state()) && (job.held() || !onlyHeld))
        .limit(MOST)
        .map(LiveWords::job)
        .toList();
  }

  private static Suggestion job(Job job) {
    return new Suggestion(job.id(), job.state().word() + ": " + job.command());
  }

  /// Those of jobs for which another one can wait.
  private static Set<JobState> awaited() {
    return EnumSet.allOf(JobState.class);
  }

  /// The states in which the command can do something with a job; none where its ID is a new one.
  private static Set<JobState> fitting(String command) {
    return switch (command) {
      case "enqueue", "run" -> Set.of();
      case "cancel", "hold", "release", "retry", "remove" -> JobVerb.of(command).states();
      case "edit" ->
          Arrays.stream(JobState.values()).filter(JobEdit::suits).collect(Collectors.toSet());
      case "dlq show", "dlq retry", "dlq delete" -> EnumSet.of(JobState.DEAD);
      default -> EnumSet.allOf(JobState.class);
    };
  }
}
