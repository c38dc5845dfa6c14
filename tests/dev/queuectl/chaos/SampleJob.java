package dev.queuectl.chaos;

import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A job that leaves marks of its execution, prints known lines and ends with a known code.
///
/// @param exitCode of its last execution
/// @param steps how often it sleeps, and prints a line to each stream
/// @param failsFirst whether its first execution is to fail, and a second one to follow
/// @param ownShell whether the command says `$$`, which has it run in a shell of its own
/// @param prints how it prints at each step
record SampleJob(
    String id,
    int exitCode,
    int steps,
    int stepMillis,
    boolean failsFirst,
    boolean ownShell,
    Prints prints) {
  private static final int[] CODES = {0, 0, 0, 0, 1, 7, 127, 137, 143, 255};

  /// Ways to print, as shell text.
  enum Prints {
    DIRECTLY("echo \"out $i\"; echo \"err $i\" >&2"),
    REOPENING("echo \"out $i\" >/dev/stdout; echo \"err $i\" | tee /dev/stderr >/dev/null"),
    /// Without a fork, after some work.
    BUSY("echo \"out $i\"; echo \"err $i\" >&2; n=0; while [ $n -lt 2000 ]; do n=$((n + 1)); done"),
    /// The same, opening its output anew.
    ANEW("echo \"out $i\" >/dev/stdout; echo \"err $i\" >/dev/stderr"),
    /// By a detached child, mostly after the job's end; that leaves a line in a file.
    LATE(
        "{ setsid sh -c 'sleep 0.7; echo out $0; echo err $0 >&2; echo $0 >>\"%1$s/late\"' $i & }");

    private final String text;

    Prints(String text) {
      this.text = text;
    }
  }

  SampleJob(
      String id, int exitCode, int steps, int stepMillis, boolean failsFirst, boolean ownShell) {
    this(id, exitCode, steps, stepMillis, failsFirst, ownShell, Prints.DIRECTLY);
  }

  /// With the pid of the shell that runs it, which `$$` is not in a subshell.
  private static final String COMMAND =
      """
      read pid rest </proc/self/stat
      mark() { printf '%%s %%s %%s %%s\\n' "$1" "$QUEUECTL_JOB_ID" "$QUEUECTL_ATTEMPT" "$pid" >>'%1$s/marks'; }
      mark start
      %2$s
      i=0
      while [ $i -lt %3$d ]; do i=$((i + 1)); %7$s; %4$s mark step; done
      mark end
      exit %5$d %6$s
      """;

  private static final String FAIL_FIRST =
      "[ -e '%1$s/failed-'$QUEUECTL_JOB_ID ] || { : >'%1$s/failed-'$QUEUECTL_JOB_ID; mark end; exit 9; }";

  /// Jobs of random lengths and codes.
  static List<SampleJob> some(int count, int mostSteps, RandomGenerator random) {
    var jobs = new ArrayList<SampleJob>();
    for (var i = 0; i < count; i++) {
      jobs.add(
          new SampleJob(
              "j" + i,
              code(random),
              random.nextInt(1, mostSteps + 1),
              random.nextInt(20, 120),
              false,
              random.nextInt(4) == 0));
    }
    return jobs;
  }

  /// Those whose detached children print, once each.
  static List<SampleJob> late(int count, RandomGenerator random) {
    return some(count, 1, random).stream().map(job -> job.printing(Prints.LATE)).toList();
  }

  SampleJob printing(Prints how) {
    return new SampleJob(id, exitCode, steps, stepMillis, failsFirst, ownShell, how);
  }

  /// Jobs that take no time, with random codes: workers claim them ahead.
  static List<SampleJob> brief(int count, RandomGenerator random) {
    return IntStream.range(0, count)
        .mapToObj(i -> new SampleJob("j" + i, code(random), 0, 0, false, false))
        .toList();
  }

  private static int code(RandomGenerator random) {
    return CODES[random.nextInt(CODES.length)];
  }

  /// One that succeeds.
  static SampleJob lasting(String id, int millis) {
    return new SampleJob(id, 0, Math.max(1, millis / 50), 50, false, false);
  }

  NewJob asNew(Path site) {
    var command =
        COMMAND.formatted(
            site,
            failsFirst ? FAIL_FIRST.formatted(site) : "",
            steps,
            stepMillis == 0 ? "" : "sleep " + stepMillis / 1000.0 + ";",
            exitCode,
            ownShell ? "# $$" : "",
            prints.text.formatted(site));
    return new NewJob(
        id,
        command,
        "default",
        0,
        failsFirst ? 2 : 1,
        JobPolicy.CONFIGURED,
        site.toString(),
        Map.of(),
        null,
        false);
  }

  JobState finalState() {
    return exitCode == 0 ? JobState.COMPLETED : JobState.DEAD;
  }

  int executions() {
    return failsFirst ? 2 : 1;
  }

  /// What it prints to one stream.
  ///
  /// @param stream `out` or `err`
  String output(String stream) {
    return IntStream.rangeClosed(1, steps)
        .mapToObj(step -> stream + " " + step + "\n")
        .collect(Collectors.joining());
  }
}
