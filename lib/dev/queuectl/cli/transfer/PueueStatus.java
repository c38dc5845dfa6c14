package dev.queuectl.cli.transfer;

import dev.queuectl.NewJob;
import dev.queuectl.report.JsonValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `pueue status --json` prints. Pure.
final class PueueStatus {
  private static final Set<String> KEPT_BACK = Set.of("Stashed", "Paused", "Locked");

  private final Map<String, @Nullable Object> tasks;
  private final Set<String> succeeded = new HashSet<>();

  private PueueStatus(Map<String, @Nullable Object> tasks) {
    this.tasks = tasks;
  }

  /// @throws dev.queuectl.QueueException.Invalid if it is none
  static List<ForeignJob> read(String text) {
    var list = new PueueStatus(JsonValues.object(JsonValues.object(text).get("tasks")));
    list.tasks.forEach(
        (id, task) -> {
          if (hasSucceeded(JsonValues.object(task).get("status"))) {
            list.succeeded.add(id);
          }
        });
    var jobs = new ArrayList<ForeignJob>();
    list.tasks.forEach((id, task) -> jobs.add(list.job(id, new Fields(JsonValues.object(task)))));
    return jobs;
  }

  private ForeignJob job(String id, Fields task) {
    var status = task.values().get("status");
    var name = name(status);
    var command =
        Objects.requireNonNullElseGet(
            task.text("original_command"), () -> task.requiredText("command"));
    var job =
        new ForeignJob(id, command)
            .in(task.text("path"), task.text("group"))
            .priority(priority(task))
            .succeeded(succeeded.contains(id));
    var start = KEPT_BACK.contains(name) ? start(status) : null;
    job.held(KEPT_BACK.contains(name) && start == null).runAt(start);
    if (name.equals("Running")) {
      job.loses("it is running there now");
    }
    if (task.text("label") != null) {
      job.loses("its label \"%s\" is not kept".formatted(task.text("label")));
    }
    addEnv(job, task);
    return job.waitsFor(unmet(task.list("dependencies")));
  }

  private static int priority(Fields task) {
    var priority = task.whole("priority", -NewJob.MAX_PRIORITY, NewJob.MAX_PRIORITY);
    return Objects.requireNonNullElse(priority, 0);
  }

  /// All but what no environment of ours can have.
  private static void addEnv(ForeignJob job, Fields task) {
    var kept = new HashMap<>(task.texts("envs"));
    var odd = kept.keySet().stream().filter(name -> !NewJob.isEnvName(name)).sorted().toList();
    kept.keySet().removeAll(odd);
    job.env(kept);
    if (!odd.isEmpty()) {
      job.loses("these variables of its environment are not kept: " + String.join(", ", odd));
    }
  }

  private List<String> unmet(List<?> dependencies) {
    return dependencies.stream()
        .map(String::valueOf)
        .filter(id -> !succeeded.contains(id))
        .map(id -> "job " + id)
        .toList();
  }

  /// When a stashed job is due; null if somebody has to release it.
  private static @Nullable String start(@Nullable Object status) {
    var stashed = status instanceof Map<?, ?> map ? map.get("Stashed") : null;
    var at = stashed instanceof Map<?, ?> map ? map.get("enqueue_at") : null;
    return at == null ? null : at.toString();
  }

  /// A status is a word, or an object whose only field is named by the word.
  private static String name(@Nullable Object status) {
    return status instanceof String word
        ? word
        : JsonValues.object(status).keySet().stream().findFirst().orElse("");
  }

  /// `{"Done": {"result": "Success"}}`, of older versions `{"Done": "Success"}`.
  private static boolean hasSucceeded(@Nullable Object status) {
    if (!name(status).equals("Done")) {
      return false;
    }
    var done = JsonValues.object(status).get("Done");
    var result = done instanceof String ? done : JsonValues.object(done).get("result");
    return "Success".equals(result);
  }
}
