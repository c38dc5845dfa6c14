package dev.queuectl.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.cli.Cli;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePlaceTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.env.clear();
    cli.env.put("HOME", directory.toString());
  }

  private Path used() throws Exception {
    cli.run("status");
    try (var files = Files.walk(directory)) {
      return directory.relativize(
          files.filter(file -> file.toString().endsWith(".db")).findFirst().orElseThrow());
    }
  }

  @Test
  void is_told_by_the_option_before_all() throws Exception {
    cli.env.put("QUEUECTL_DB", "env.db");
    assertThat(cli.run("enqueue", "true", "--db", "sub/told.db").code()).isZero();
    assertThat(cli.run("status", "--db", "sub/told.db").code()).isZero();
    assertThat(directory.resolve("sub/told.db")).exists();
    assertThat(directory.resolve("env.db")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "list",
        "show a",
        "cancel a",
        "edit a --priority 1",
        "dlq list",
        "queue resume a",
        "worker status",
        "worker stop",
        "config list",
        "prune --older-than 1d",
        "export",
        "wait --all"
      })
  void is_not_made_by_looking_where_the_option_says(String command) {
    var ran = cli.run((command + " --db typo.db").split(" "));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: there is no queue at %s. Name one with --db, or create one: queuectl init.\n"
                .formatted(directory.resolve("typo.db")));
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enqueue true",
        "config set timeout 1s",
        "queue pause mail",
        "queue set mail --concurrency 1",
        "worker start --drain",
        "run true",
        "init"
      })
  void is_made_by_what_fills_it_where_the_option_says(String command) {
    assertThat(cli.run((command + " --db new.db").split(" ")).code()).isZero();
    assertThat(directory.resolve("new.db")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUEUECTL_DB", "QUEUECTL_DB_PATH"})
  void is_told_by_the_environment(String name) throws Exception {
    cli.env.put(name, directory.resolve("env.db").toString());
    Files.createDirectory(directory.resolve(".queuectl"));
    assertThat(used()).isEqualTo(Path.of("env.db"));
  }

  @Test
  void is_the_nearest_queuectl_directory_upward() throws Exception {
    Files.createDirectories(directory.resolve("project/.queuectl"));
    cli.cwd = Files.createDirectories(directory.resolve("project/a/b"));
    assertThat(used()).isEqualTo(Path.of("project/.queuectl/queue.db"));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux,.local/share/queuectl/queue.db",
    "Mac OS X,Library/Application Support/queuectl/queue.db",
    "Windows 11,AppData/Local/queuectl/queue.db"
  })
  void is_else_in_the_data_directory_of_the_platform(String platform, String file)
      throws Exception {
    cli.platform = platform;
    assertThat(used()).isEqualTo(Path.of(file));
  }

  @Test
  void is_in_the_xdg_data_directory_if_that_is_absolute() throws Exception {
    cli.env.put("XDG_DATA_HOME", directory.resolve("xdg").toString());
    assertThat(used()).isEqualTo(Path.of("xdg/queuectl/queue.db"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("xdg/queuectl"))))
        .isEqualTo("rwx------");
  }

  @Test
  void is_not_in_a_relative_xdg_data_directory() throws Exception {
    cli.env.put("XDG_DATA_HOME", "xdg");
    assertThat(used()).isEqualTo(Path.of(".local/share/queuectl/queue.db"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "init-db"})
  void is_made_by_init(String name) throws Exception {
    var ran = cli.run(name);
    var database = directory.resolve(".queuectl/queue.db");
    assertThat(ran.out()).isEqualTo("Created " + database + ".\n");
    assertThat(database).exists();
    assertThat(directory.resolve(".queuectl/.gitignore")).hasContent("*");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(database.getParent())))
        .isEqualTo("rwx------");
    assertThat(cli.run("init").out()).isEqualTo(database + " exists already.\n");
    assertThat(cli.run("init", "--json").out())
        .isEqualTo("{\"database\": \"" + database + "\", \"made\": false}\n");
  }

  @Test
  void is_made_by_init_where_the_option_says() {
    cli.run("init", "--db", "x/y.db");
    assertThat(directory.resolve("x/y.db")).exists();
    assertThat(directory.resolve("x/.gitignore")).doesNotExist();
  }

  private void refuses(String db, String sentence) {
    var ran = cli.run("enqueue", "true", "--db", db);
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("queuectl: ").contains(sentence).doesNotContain("\tat ");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void is_no_directory() {
    refuses(directory.toString(), "is a directory");
  }

  @Test
  void is_not_where_nothing_can_be_made() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    cli.cwd = Path.of("/proc");
    assertThat(cli.run("init").err())
        .startsWith(
            "queuectl: the store /proc/.queuectl/queue.db cannot be created: nothing can be "
                + "created at ");
  }

  @Test
  void is_not_below_a_file() throws Exception {
    Files.writeString(directory.resolve("file"), "");
    refuses("file/queue.db", "cannot be created");
  }

  @Test
  void is_no_other_file() throws Exception {
    var text = "this is not a database, and it is long enough to be looked at ".repeat(20);
    Files.writeString(directory.resolve("notes.txt"), text);
    refuses("notes.txt", "is not a SQLite database");
    assertThat(directory.resolve("notes.txt")).hasContent(text);
  }

  @Test
  void is_no_database_of_another_program() throws Exception {
    execute("other.db", "CREATE TABLE t (x)");
    refuses("other.db", "is a database of another program");
  }

  @Test
  void is_no_newer_store() throws Exception {
    SqliteStore.open(directory.resolve("new.db")).close();
    execute("new.db", "PRAGMA user_version = 999");
    refuses("new.db", "schema 999");
  }

  private void execute(String file, String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(file));
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void is_no_damaged_store() throws Exception {
    try (var store = SqliteStore.open(directory.resolve("bad.db"))) {
      store.jobs().counts();
    }
    var bytes = Files.readAllBytes(directory.resolve("bad.db"));
    java.util.Arrays.fill(bytes, 100, bytes.length, (byte) 0x5a);
    Files.write(directory.resolve("bad.db"), bytes);
    refuses("bad.db", "is damaged");
  }

  @Test
  void is_a_path() {
    var ran = cli.run("enqueue", "true", "--db", "a\0b");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: \"a\\x00b\" cannot be a path");
  }

  @Test
  void is_readable() throws Exception {
    var file = directory.resolve("secret.db");
    SqliteStore.open(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root may read everything");
    refuses("secret.db", "cannot be read");
  }
}
