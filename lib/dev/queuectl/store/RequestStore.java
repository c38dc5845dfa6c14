package dev.queuectl.store;

import dev.queuectl.Event;
import dev.queuectl.NewJob;
import dev.queuectl.store.JobStore.Enqueued;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What clients of a server ask for. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it.
public interface RequestStore {
  /// For how long an answer is kept.
  Duration KEPT_FOR = Duration.ofHours(24);

  /// Adds the jobs of several requests in one transaction: those of one request all or none,
  /// whatever becomes of the other requests.
  ///
  /// @return what became of each, in order
  List<Result> add(List<Addition> additions, Instant now);

  /// A request to add jobs.
  ///
  /// @param replace as in [JobStore#enqueue]
  /// @param event what is recorded with it
  /// @param answer what is kept with it, if the client has named the request; if an answer is kept
  ///   under that name already, nothing is added
  record Addition(
      List<NewJob> jobs,
      boolean replace,
      Function<Enqueued, Event> event,
      @Nullable Function<Enqueued, Answer> answer) {

    /// Whether it has to do with jobs that are there already.
    public boolean isTied() {
      return replace || jobs.stream().anyMatch(job -> !job.after().isEmpty());
    }
  }

  /// What became of a request.
  sealed interface Result {
    record Added(Enqueued jobs) implements Result {}

    /// Nothing was added.
    record Refused(RuntimeException why) implements Result {}
  }

  /// The answer to a request that its client has named, so that the request can be sent again
  /// without being carried out again.
  ///
  /// @param key the client's name for it, with whatever else distinguishes it
  /// @param request a hash of what was asked for
  /// @param location the header of that name
  /// @param body in JSON
  record Answer(String key, String request, int status, @Nullable String location, String body) {}

  /// The answer that was given under that name less than [#KEPT_FOR] ago.
  Optional<Answer> answer(String key, Instant now);

  /// Keeps an answer. If there is one under its name already, that one stays.
  void keep(Answer answer, Instant now);
}
