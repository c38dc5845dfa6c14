package dev.queuectl;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is to be done to jobs, by hand.
public sealed interface JobAction {

  /// Whether it can be done to a job in that state.
  boolean suits(JobState state);

  /// The states that are meant if no state is given.
  Set<JobState> usualStates();

  /// The jobs that a filter means: if it names no state, those in the usual ones.
  default JobFilter meant(JobFilter asked) {
    return asked.states().isEmpty() ? asked.in(usualStates()) : asked;
  }

  /// Which jobs it is restricted to.
  JobFilter only();

  /// The same, done to other jobs.
  JobAction on(JobFilter only);

  /// What it is called: `cancel`, `edit`, ...
  String word();

  /// What a job then is: `cancelled`, `changed`, ...
  String done();

  /// What it means to jobs that have to do with others.
  enum Way {
    /// Whoever waits for what cannot come is not retried, and what others wait for is not removed.
    USUAL,
    /// Whatever it waits for.
    IGNORING_DEPENDENCIES,
    /// And all that has ended below it.
    CASCADE,
    /// And all that waits for it.
    WITH_DEPENDENTS
  }

  /// @param only restricts it to these jobs
  record Verb(JobVerb verb, JobFilter only, Way way) implements JobAction {
    public Verb(JobVerb verb, JobFilter only) {
      this(verb, only, Way.USUAL);
    }

    /// To any job to which it can be done.
    public Verb(JobVerb verb) {
      this(verb, JobFilter.ALL);
    }

    /// To jobs of the dead letter queue only.
    public static Verb ofDead(JobVerb verb) {
      return asSeen(verb, JobState.DEAD);
    }

    /// To a job that somebody has seen in that state. Whoever brings an ended job back, or removes
    /// it, does not mean one that somebody else has brought back since.
    public static Verb asSeen(JobVerb verb, JobState seen) {
      return seen.isFinal() ? new Verb(verb, JobFilter.ALL.in(Set.of(seen))) : new Verb(verb);
    }

    @Override
    public boolean suits(JobState state) {
      return verb.suits(state);
    }

    @Override
    public Set<JobState> usualStates() {
      return verb.usualStates();
    }

    @Override
    public Verb on(JobFilter only) {
      return new Verb(verb, only, way);
    }

    @Override
    public String word() {
      return verb.word();
    }

    @Override
    public String done() {
      return verb.done();
    }
  }

  /// Changes what a job says of itself. One that waits and has had all the attempts that it is left
  /// with is dead then.
  ///
  /// @param only restricts it to these jobs
  record Edit(JobEdit edit, JobFilter only) implements JobAction {
    public Edit(JobEdit edit) {
      this(edit, JobFilter.ALL);
    }

    @Override
    public boolean suits(JobState state) {
      return JobEdit.suits(state);
    }

    /// Of many jobs, those that will run.
    @Override
    public Set<JobState> usualStates() {
      return EnumSet.of(JobState.PENDING, JobState.FAILED);
    }

    @Override
    public Edit on(JobFilter only) {
      return new Edit(edit, only);
    }

    @Override
    public String word() {
      return "edit";
    }

    @Override
    public String done() {
      return "changed";
    }
  }

  /// What became of one job.
  sealed interface Result {
    /// @param job afterwards; as it was, if it was removed
    /// @param others the ids of those that came back with it, or went with it
    record Done(Job job, List<String> others) implements Result {
      public Done {
        others = List.copyOf(others);
      }

      public Done(Job job) {
        this(job, List.of());
      }
    }

    /// Nothing was changed.
    record Refused(Refusal why) implements Result {}
  }
}
