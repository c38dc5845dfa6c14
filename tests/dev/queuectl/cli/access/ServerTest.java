package dev.queuectl.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Until;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.report.JsonValues;
import dev.queuectl.store.postgres.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands on a PostgreSQL server.
class ServerTest {
  @TempDir Path directory;
  private Cli cli;
  private String url;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    url = TestPostgres.url(directory);
    cli.env.put("QUEUECTL_DB", url);
  }

  private String done(String... args) {
    var ran = cli.run(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return ran.out();
  }

  private void refuses(int code, String sentence, String... args) {
    var ran = cli.run(args);
    assertThat(ran.err()).startsWith("queuectl: ").contains(sentence).doesNotContain("\tat ");
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.out()).isEmpty();
  }

  /// Neither job can end before the other has begun.
  @Test
  void workersOfTwoHostsShareIt() throws Exception {
    assertThat(done("init")).isEqualTo(url + " is ready.\n");
    done("enqueue", "--id", "one", "echo hi; touch 1; until [ -e 2 ]; do sleep 0.02; done");
    done("enqueue", "--id", "two", "echo hi; touch 2; until [ -e 1 ]; do sleep 0.02; done");
    done("enqueue", "--id", "bad", "exit 7", "--max-retries", "1");
    var programs = new ProgramProcess(cli);
    programs.env.put("QUEUECTL_DB", url);
    programs.env.put("XDG_DATA_HOME", directory.resolve("data").toString());
    try {
      for (var host : new String[] {"east", "west"}) {
        programs.env.put("QUEUECTL_HOST", host);
        programs.worker("--count", "1");
      }
      assertThat(cli.run("wait", "--all").code()).isEqualTo(1);
      var workers = done("worker", "status", "--json");
      assertThat(workers).contains("\"east\"", "\"west\"");
      var attempt =
          JsonValues.object(done("list", "--state", "dead", "--json").replaceAll("[\\[\\]]", ""));
      assertThat(attempt).containsEntry("id", "bad").containsEntry("exit_code", 7L);
      assertThat(done("run", "echo hi")).isEqualTo("hi\n");
      assertThat(done("logs", "one", "--stdout")).isEqualTo("hi\n");
      readsWhatAnotherHostPrints();
      done("dlq", "retry", "bad");
      Until.until("it is dead again", () -> done("status").contains("dead: 1"));
      refuses(1, "no worker is running on host \"north\"", "worker", "stop", "--host", "north");
      assertThat(done("worker", "stop", "--host", "east")).contains("Stopped 1 worker process");
      assertThat(done("worker", "status")).contains("west").doesNotContain("east");
      assertThat(done("worker", "stop")).contains("Stopped 1 worker process");
    } finally {
      programs.close();
    }
    // the server of the tests never waits for its disk
    assertThat(cli.run("doctor").out())
        .contains("ok       server: PostgreSQL", "ok       transactions: none")
        .contains("problem  durability: ", "fsync");
  }

  /// While it is printed, and all of it at the end; also what was cut to what is kept.
  private void readsWhatAnotherHostPrints() throws Exception {
    done("config", "set", "output_max", "100KiB");
    done(
        "enqueue",
        "--id",
        "long",
        "echo first; until [ -e go ]; do sleep 0.02; done; seq 100000; echo end >&2");
    Until.until("it is read", () -> done("logs", "long", "--stdout").equals("first\n"));
    Files.createFile(directory.resolve("go"));
    var followed = cli.run("logs", "long", "--follow");
    assertThat(followed.out()).startsWith("first\n").endsWith("\n100000\n");
    assertThat(followed.err()).isEqualTo("end\n");
    assertThat(done("logs", "long", "--stdout"))
        .hasSizeBetween(100_000, 103_000)
        .contains("left out")
        .endsWith("\n100000\n");
    assertThat(done("search", "100000")).contains("long");
    assertThat(cli.run("doctor").out()).contains("ok       stored-output: ");
  }

  @Test
  void everydayCommandsWorkOnIt() throws Exception {
    done("enqueue", "--id", "a", "echo out; echo err >&2");
    done("enqueue", "--id", "late", "true", "--delay", "1h", "--queue", "mail");
    done("cancel", "late");
    done("worker", "start", "--drain");
    done("wait", "a");
    assertThat(done("logs", "a", "--stdout")).isEqualTo("out\n");
    assertThat(done("status")).contains("completed: 1", "cancelled: 1");
    assertThat(done("why", "a")).contains("completed");
    done("queue", "set", "mail", "--concurrency", "2");
    done("queue", "pause", "mail");
    assertThat(done("queue", "list")).contains("mail");
    done("config", "set", "timeout", "5m");
    assertThat(done("config", "get", "timeout")).contains("5m");
    done("edit", "a", "--priority", "3");
    done("metrics", "--prometheus");
    assertThat(done("events")).contains("enqueue", "cancel");
    assertThat(done("search", "out")).contains("a");
    var archive = done("export");
    done("remove", "a", "late");
    cli.in(archive);
    done("import", "-");
    assertThat(done("list", "--json")).contains("\"a\"", "\"late\"");
    done("prune", "--older-than", "0s");
    assertThat(done("list", "--json").strip()).isEqualTo("[]");
    assertThat(cli.run("run", "echo ran; exit 3", "--max-retries", "1").out()).isEqualTo("ran\n");
  }

  @Test
  void theDashboardServesIt() throws Exception {
    done("enqueue", "--id", "a", "true");
    var programs = new ProgramProcess(cli);
    programs.env.put("QUEUECTL_DB", url);
    programs.env.put("XDG_DATA_HOME", directory.resolve("data").toString());
    try {
      cli.env.put("XDG_DATA_HOME", directory.resolve("data").toString());
      var secret = url.replaceFirst("//([^/:]*)@", "//$1:hunter2@");
      var running = programs.start("dashboard", "start", "--port", "0", "--db", secret);
      running.until("The dashboard is at");
      var shown = Path.of("/proc/" + running.process().pid() + "/cmdline");
      if (Files.exists(shown)) {
        assertThat(Files.readString(shown)).contains("//postgres:*******@");
      }
      var dashboard =
          JsonValues.object(done("dashboard", "status", "--json").replaceAll("[\\[\\]]", ""));
      var token = done("dashboard", "token", "add", "test", "--read-only").strip();
      for (var path : new String[] {"/", "/job?id=a", "/queues", "/workers", "/api/v1/jobs"}) {
        assertThat(get(dashboard.get("url") + path, token)).as(path).isEqualTo(200);
      }
    } finally {
      programs.close();
    }
  }

  private static int get(String address, String token) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
      return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void whatOnlyAFileHasSaysWhatToDoInstead() {
    done("enqueue", "true");
    refuses(1, "Run pg_dump -Fc -d 'postgresql://", "backup", "copy.db");
    refuses(1, "pg_restore", "restore", "copy.db");
    assertThat(directory.resolve("copy.db")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-user@,does not let the user no-such-user in",
    "no-such-user:hunter2@,does not let the user no-such-user in"
  })
  void refusesWhoeverTheServerRefuses(String login, String sentence) {
    refuses(3, sentence, "status", "--db", url.replaceFirst("//[^/]*@", "//" + login));
  }

  @Test
  void refusesADatabaseThatIsNotThere() {
    var other = url.replaceFirst("[^/]*$", "no_such_database");
    refuses(
        3, "has no such database. Create it: createdb no_such_database.", "list", "--db", other);
  }

  @Test
  void refusesAServerThatIsNotThere() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var nobody = "postgresql://me:hunter2@127.0.0.1:%d/queue".formatted(port);
    var ran = cli.run("enqueue", "true", "--db", nobody, "--stacktrace");
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .startsWith(
            "queuectl: the store postgresql://me@127.0.0.1:%d/queue cannot be".formatted(port))
        .doesNotContain("hunter2");
  }

  @Test
  void refusesAServerWithoutTls() {
    refuses(
        3,
        "refuses the connection (The server does not support SSL)",
        "status",
        "--db",
        url + "?sslmode=require");
  }

  @Test
  void refusesANewerSchemaAndAnotherPrograms() throws Exception {
    done("enqueue", "true");
    TestPostgres.change(directory, "UPDATE meta SET value = '99' WHERE key = 'schema_version'");
    refuses(3, "has schema 99, but this program only knows schemas up to", "status");
    TestPostgres.change(
        directory, "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE t (x integer)");
    refuses(3, "has tables of another program; nothing was changed", "status");
  }

  @Test
  void refusesARoleWithoutRights() throws Exception {
    TestPostgres.change(
        directory,
        "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
            + " DO $$ BEGIN CREATE ROLE queuectl_nobody LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
            + " REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO queuectl_nobody");
    var nobody = url.replaceFirst("//[^/]*@", "//queuectl_nobody:x@");
    refuses(
        3, "permission denied for schema public; nothing was changed", "status", "--db", nobody);
  }

  @Test
  void saysThatTheServerHasNoConnectionLeft() throws Exception {
    TestPostgres.change(
        directory,
        "DO $$ BEGIN CREATE ROLE queuectl_late LOGIN PASSWORD 'x' CONNECTION LIMIT 0; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    var late = url.replaceFirst("//[^/]*@", "//queuectl_late:x@");
    refuses(
        3, "has no connection left (max_connections); nothing was changed", "list", "--db", late);
  }

  @Test
  void refusesToWriteWhereOnlyReadingIsAllowed() throws Exception {
    done("enqueue", "--id", "a", "true");
    var replica = url + "?options=-c%20default_transaction_read_only=on";
    refuses(
        3,
        "is a replica, which can only be read; nothing was changed",
        "cancel",
        "a",
        "--db",
        replica);
    assertThat(done("list", "--db", replica)).contains("pending");
  }

  @Test
  void refusesACharacterThatItCannotStore() {
    refuses(2, "NUL", "enqueue", "{\"command\": \"echo \\u0000\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "config list", "worker status", "doctor", "list", "init"})
  void neverShowsThePassword(String command) throws SQLException {
    var secret = url.replaceFirst("//[^/]*@", "//queuectl_owner:hunter2@");
    TestPostgres.change(
        directory,
        "DO $$ BEGIN CREATE ROLE queuectl_owner SUPERUSER LOGIN PASSWORD 'hunter2'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    for (var form : new String[] {"", " --json"}) {
      var ran = cli.run((command + form + " --db " + secret).split(" "));
      assertThat(ran.out() + ran.err()).doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:hunter2@",
        "postgres://:hunter2@host",
        "jdbc:postgresql://h/hunter2"
      })
  void refusesWhatIsNoAddressWithoutShowingIt(String address) {
    var ran = cli.run("status", "--db", address);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("postgresql://").doesNotContain("hunter2");
  }

  @Test
  void keepsNothingInTheDirectoryOfTheCaller() throws Exception {
    cli.cwd = Files.createDirectory(directory.resolve("empty"));
    done("enqueue", "true");
    done("worker", "start", "--drain");
    assertThat(cli.cwd).isEmptyDirectory();
  }
}
