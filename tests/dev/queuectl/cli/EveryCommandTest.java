package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.console.Failures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for each command, whatever it does.
class EveryCommandTest {
  private static final String DECOY = "This is no queue.";

  @TempDir static Path models;

  /// What a queue is a copy of that holds nothing, or the job `a`, or whose database is gone.
  private static Cli empty;

  private static Cli used;
  private static Cli deleted;

  @TempDir Path directory;

  /// What a command may find where the queue should be.
  private enum Queue {
    NOTHING,
    EMPTY,
    NO_BYTES,
    NO_DATABASE,
    DELETED,
    DIRECTORY,
    BELOW_A_FILE,
    BROKEN_LINK,
    LINK_TO_ITSELF,
    RUN_IS_A_FILE,
    LOGS_IS_A_FILE;

    private Cli make(Path home) throws IOException {
      var cli =
          switch (this) {
            case EMPTY -> empty.copy(home);
            case DELETED -> deleted.copy(home);
            case RUN_IS_A_FILE, LOGS_IS_A_FILE -> used.copy(home);
            default -> new Cli(Files.createDirectories(home));
          };
      cli.clock = InstantSource.system();
      var database = cli.database();
      switch (this) {
        case EMPTY, DELETED -> {}
        case NOTHING -> Files.delete(home);
        case NO_BYTES -> Files.createFile(database);
        case NO_DATABASE -> Files.writeString(database, DECOY.repeat(100));
        case DIRECTORY -> Files.createDirectory(database);
        case BELOW_A_FILE -> {
          Files.delete(home);
          Files.createFile(home);
        }
        case BROKEN_LINK -> Files.createSymbolicLink(database, home.resolve("nowhere/queue.db"));
        case LINK_TO_ITSELF -> Files.createSymbolicLink(database, database);
        case RUN_IS_A_FILE, LOGS_IS_A_FILE ->
            Files.createFile(home.resolve(this == RUN_IS_A_FILE ? "run" : "logs"));
      }
      return cli;
    }
  }

  @BeforeAll
  static void makeModels() throws IOException {
    empty = model("empty");
    assertThat(empty.run("init").code()).isZero();
    used = model("used");
    assertThat(used.run("enqueue", "true", "--id", "a").code()).isZero();
    deleted = model("deleted");
    assertThat(deleted.run("run", "true").code()).isZero();
    for (var suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(Path.of(deleted.database() + suffix));
    }
  }

  private static Cli model(String name) throws IOException {
    var cli = new Cli(Files.createDirectory(models.resolve(name)));
    cli.clock = InstantSource.system();
    return cli;
  }

  @ParameterizedTest
  @EnumSource
  void no_command_meets_a_queue_that_it_cannot_speak_of(Queue queue) throws IOException {
    var all = new SoftAssertions();
    for (var line : EveryCommand.lines()) {
      if (queue.compareTo(Queue.RUN_IS_A_FILE) >= 0
          && (line.getFirst().equals("run") || line.contains("--drain"))) {
        continue; // wait until what keeps them from starting a job is over
      }
      var cli = queue.make(Files.createTempDirectory(directory, "q").resolve("home"));
      cli.cwd = directory;
      EveryCommand.prepare(cli, line);
      var ran = EveryCommand.run(cli, line);
      all.assertThat(ran.code()).as("%s: %s", line, ran.err()).isNotEqualTo(Failures.BUG);
      all.assertThat(ran.err())
          .as("%s", line)
          .doesNotContain("this is a bug", "\tat ", "Exception");
    }
    all.assertAll();
  }

  /// How the queue is told.
  private enum Way {
    OPTION,
    ENVIRONMENT,
    RELATIVE_ENVIRONMENT,
    OTHER_VARIABLE,
    NEAREST,
    DATA_DIRECTORY;

    /// Where the queue is then, in a directory whose other places hold decoys.
    private Path home(Path directory) {
      return directory.resolve(
          switch (this) {
            case OPTION, ENVIRONMENT, RELATIVE_ENVIRONMENT, OTHER_VARIABLE -> "told";
            case NEAREST -> ".queuectl";
            case DATA_DIRECTORY -> ".local/share/queuectl";
          });
    }

    private String[] tell(Cli cli, Path database) {
      switch (this) {
        case OPTION -> cli.env.put("QUEUECTL_DB", cli.directory.resolve("env/queue.db").toString());
        case ENVIRONMENT -> cli.env.put("QUEUECTL_DB", database.toString());
        case RELATIVE_ENVIRONMENT -> cli.env.put("QUEUECTL_DB", "told/queue.db");
        case OTHER_VARIABLE -> cli.env.put("QUEUECTL_DB_PATH", database.toString());
        case NEAREST, DATA_DIRECTORY -> {}
      }
      return this == OPTION ? new String[] {"--db", database.toString()} : new String[0];
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_command_finds_the_same_queue(Way way) throws IOException {
    var all = new SoftAssertions();
    for (var line : EveryCommand.lines()) {
      if (line.getFirst().equals("init") && way.compareTo(Way.NEAREST) >= 0) {
        continue; // it is called to make another one, here
      }
      var place = Files.createTempDirectory(directory, "q").toRealPath();
      var cli = new Cli(place);
      cli.clock = InstantSource.system();
      cli.env.clear();
      var home = way.home(place);
      used.copy(home);
      var words = way.tell(cli, home.resolve("queue.db"));
      EveryCommand.prepare(cli, line);
      decoys(place, way);
      var before = outside(place, home);
      before.remove(EveryCommand.copy(cli));
      cli.in(line.getFirst().equals("shell") ? "show a\n" : "");
      var ran = EveryCommand.run(cli, line, words);
      all.assertThat(ran.code())
          .as("%s: %s", line, ran.err())
          .isNotIn(Failures.UNAVAILABLE, Failures.BUG);
      all.assertThat(ran.err()).as("%s", line).doesNotContain("there is no job");
      Files.deleteIfExists(EveryCommand.copy(cli));
      all.assertThat(outside(place, home)).as("beside the queue after %s", line).isEqualTo(before);
      namesTheQueue(all, line, ran, home);
    }
    all.assertAll();
  }

  /// What says which queue it has found.
  private static void namesTheQueue(SoftAssertions all, List<String> line, Cli.Ran ran, Path home) {
    switch (line.getFirst()) {
      case "service" -> {
        if (line.contains("install")) {
          all.assertThat(ran.out()).as("%s", line).contains(home.resolve("queue.db").toString());
        }
      }
      case "doctor" ->
          all.assertThat(ran.out()).as("%s", line).contains(home.resolve("queue.db").toString());
      case "complete" -> all.assertThat(ran.lines()).as("%s", line).isNotEmpty();
      case "restore" ->
          all.assertThat(home).as("%s", line).isDirectoryContaining("glob:**.before-restore-*");
      default -> {}
    }
  }

  /// Files that nothing may read as a queue, at all places that come later in the order.
  private static void decoys(Path place, Way way) throws IOException {
    for (var later : new String[] {"env", ".queuectl", ".local/share/queuectl"}) {
      var home = place.resolve(later);
      var isLater = way != Way.DATA_DIRECTORY || !later.equals(".queuectl");
      if (isLater && !home.equals(way.home(place))) {
        Files.createDirectories(home);
        Files.writeString(home.resolve("queue.db"), DECOY.repeat(100));
      }
    }
  }

  private static Map<Path, String> outside(Path place, Path home) throws IOException {
    var all = new TreeMap<Path, String>();
    try (var files = Files.walk(place)) {
      for (var file : files.filter(file -> !file.startsWith(home)).toList()) {
        if (Files.isRegularFile(file)) {
          all.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return all;
  }
}
