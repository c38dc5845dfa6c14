package dev.queuectl.chaos;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// `just chaos [--short] [--only ROW[,ROW]] [--trials N] [--seed N] [--trial N] [--parallel N]`:
/// runs the matrix and prints a table. Exit code 1 if anything went wrong that must not; `--only`,
/// `--seed` and `--trial` with `--trials 1` repeat one trial.
final class Chaos {
  private long seed = ThreadLocalRandom.current().nextLong(1_000_000);
  private int first;
  private int trials;
  private int parallel = 3;
  private boolean brief;
  private List<String> only = List.of();

  private Chaos() {}

  public static void main(String[] words) throws Exception {
    var chaos = new Chaos();
    for (var i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--short" -> chaos.brief = true;
        case "--seed" -> chaos.seed = Long.parseLong(words[++i]);
        case "--trial" -> chaos.first = Integer.parseInt(words[++i]);
        case "--trials" -> chaos.trials = Integer.parseInt(words[++i]);
        case "--parallel" -> chaos.parallel = Integer.parseInt(words[++i]);
        case "--only" -> chaos.only = List.of(words[++i].split(","));
        default -> throw new IllegalArgumentException("no such option: " + words[i]);
      }
    }
    System.exit(chaos.run(System.out, System.err) ? 0 : 1);
  }

  private boolean run(PrintStream out, PrintStream err) throws Exception {
    var startedAt = System.nanoTime();
    err.println("seed " + seed);
    var directory = Files.createTempDirectory("queuectl-chaos");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> killAll(directory)));
    var table = new ResultTable(out);
    table.head();
    var clean = true;
    for (var row : Matrix.ROWS) {
      if (only.isEmpty() || only.contains(row.name())) {
        clean &= run(row, directory, table, err);
      }
    }
    out.printf("%nSeed %d, %d s.%n", seed, (System.nanoTime() - startedAt) / 1_000_000_000L);
    Files.deleteIfExists(clean ? directory : directory.resolve("none"));
    return clean;
  }

  /// Nothing of ours outlives us, not even after Ctrl-C.
  private static void killAll(Path directory) {
    Processes.under(directory).forEach(pid -> Processes.send(pid, Processes.KILL));
  }

  private boolean run(Row row, Path directory, ResultTable table, PrintStream err)
      throws InterruptedException {
    var most = trials > 0 ? trials : brief ? row.shortTrials() : row.trials();
    if (most == 0) {
      return true;
    }
    try {
      var verdict = new Trials(seed, parallel, directory, err).of(row, first, most);
      table.row(row, verdict);
      return verdict.clean();
    } catch (Row.Skipped e) {
      table.skipped(row, e.getMessage());
      return true;
    }
  }
}
