package dev.queuectl.store;

import dev.queuectl.Job;
import dev.queuectl.tie.Dependency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The jobs that one job was given to wait for, and how many wait for it.
///
/// @param awaitedBy how many were given an end of it to wait for
public record JobTies(List<Parent> parents, long awaitedBy) {
  public static final JobTies NONE = new JobTies(List.of(), 0);

  public JobTies {
    parents = List.copyOf(parents);
  }

  /// One that is waited for.
  ///
  /// @param job as it is now; null if it is gone
  /// @param end as it was counted; null if it was not yet
  public record Parent(Dependency dependency, @Nullable Job job, Dependency.@Nullable End end) {

    /// Whether it has ended as it should.
    public boolean isMet() {
      return end != null && dependency.kind().isMetBy(end);
    }

    /// Whether it has ended otherwise.
    public boolean isNever() {
      return end != null && !dependency.kind().isMetBy(end);
    }

    /// Whether it has ended otherwise, whatever was counted.
    public boolean willBeNever() {
      return job != null
          && job.state()
              .end(job.ties().isSkipped())
              .filter(now -> !dependency.kind().isMetBy(now))
              .isPresent();
    }

    /// The word of its state, or of the one in which it was removed.
    public String state() {
      return job != null ? job.state().word() : end == null ? "gone" : end.state();
    }
  }
}
