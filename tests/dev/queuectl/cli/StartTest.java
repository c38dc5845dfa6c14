package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Jvm;
import dev.queuectl.cli.ProgramProcess.Running;
import dev.queuectl.cli.syntax.CommandNames;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a command must not load, because it would start slowly. Judged by the JVM's own list of the
/// classes of one process.
class StartTest {
  /// They fill three queues, and then ask and change whatever can be.
  private static final List<String> COMMANDS =
      List.of(
          "enqueue true --id a --queue mail",
          "enqueue {\"id\":\"b\",\"command\":\"false\",\"max_retries\":0} --queue mail",
          "enqueue false --id c --queue video --max-retries 0",
          "enqueue false --id d --queue web --max-retries 0 --json",
          "enqueue true --id e --queue web",
          "enqueue false --force --id e --queue web --max-retries 0",
          "? wait --all --timeout 10ms",
          "worker start --drain --count 2",
          "wait --all",
          "wait a",
          "? wait b c --json",
          "enqueue true --id late --queue mail --delay 1h",
          "enqueue true --id later --queue video --delay 2h",
          "enqueue true --id held --queue web --hold",
          "run true --id f --queue web",
          "logs f",
          "search nothing",
          "status",
          "status --json",
          "? top",
          "list",
          "list --state dead",
          "list --state completed,dead --json",
          "list --state dead --queue web --limit 1",
          "list --sort oldest --state pending",
          "list --sort priority",
          "list --sort priority --queue web --jsonl",
          "list --text a --since 2h",
          "list --state pending,dead --text a --sort priority --json",
          "cancel --text nothing --yes",
          "retry --text nothing --until 1h",
          "hold --queue none --text nothing",
          "remove --text nothing --since yesterday --yes",
          "show b",
          "why late",
          "dlq list",
          "dlq list --json",
          "dlq show b",
          "dlq analyze",
          "dlq delete e",
          "dlq retry b",
          "dlq retry --all",
          "hold b c",
          "release b c",
          "edit b --priority 3 --queue web",
          "cancel b c d",
          "retry b",
          "worker start --drain --count 2",
          "remove b",
          "remove --state cancelled --yes",
          "remove --older-than 1h --yes",
          "enqueue false --id g --queue mail --max-retries 0",
          "enqueue false --id h --queue video --max-retries 0",
          "worker start --drain",
          "dlq clear --yes",
          "prune --older-than 1h",
          "prune --older-than 0s",
          "worker status",
          "worker stop",
          "? worker restart",
          "? worker scale 1",
          "queue list",
          "queue show mail",
          "queue pause mail moves",
          "list --state pending",
          "queue resume mail",
          "queue set mail --concurrency 2",
          "schedule add nightly @daily true --queue mail",
          "schedule list",
          "schedule show nightly",
          "schedule next nightly",
          "schedule check @daily",
          "schedule run nightly",
          "schedule pause nightly",
          "schedule resume nightly",
          "schedule edit nightly --cron @hourly",
          "schedule backfill nightly --from 2026-05-01 --to 2026-05-02",
          "? schedule import --crontab -",
          "schedule remove nightly",
          "config list",
          "config get timeout",
          "config set poll-interval 1s",
          "config reset poll-interval",
          "metrics",
          "metrics --json",
          "metrics --prometheus",
          "events",
          "report --markdown report.md",
          "export",
          "shell",
          "? import -",
          "backup copy.db",
          "restore copy.db",
          "? init",
          "? menu",
          "? dashboard status",
          "? dashboard stop",
          "? dashboard link",
          "dashboard token add anna --read-only",
          "dashboard token list",
          "dashboard token revoke anna",
          "dashboard session list",
          "dashboard session end --all",
          "? service install --print",
          "? service uninstall --name none",
          "? service status --name none",
          "install --user --uninstall",
          "completion bash",
          "complete -- show la",
          "version",
          "help",
          "reset --yes");

  /// `doctor` may take its time; these go on, or have queues and processes of their own.
  private static final Set<String> OTHERS = Set.of("doctor", "dashboard start", "demo", "test");

  @TempDir Path directory;
  private ProgramProcess program;

  @BeforeEach
  void program() {
    program = new ProgramProcess(new Cli(directory));
  }

  @AfterEach
  void close() throws Exception {
    program.close();
  }

  /// Starts a process that writes down the classes it loads.
  private Running start(Path classes, Class<?> main, String... args) throws IOException {
    var words = Jvm.wordsWithoutCache();
    words.add(1, "-Xlog:class+load:file=" + classes);
    words.add(main.getName());
    words.addAll(List.of(args));
    var printed = Files.createTempFile(directory, "printed", ".txt");
    var nothing = Redirect.from(Path.of("/dev/null").toFile());
    return program.start(words, nothing, Redirect.to(printed.toFile()), printed);
  }

  /// @param lines a command each
  private List<String> loaded(List<String> lines) throws Exception {
    var classes = directory.resolve("classes.txt");
    var commands = Files.write(directory.resolve("commands.txt"), lines);
    var run = start(classes, CommandLines.class, commands.toString());
    assertThat(run.process().waitFor()).as(run.printed()).isZero();
    return Files.readAllLines(classes);
  }

  private static void areWithoutJooq(List<String> classes) {
    assertThat(classes)
        .anyMatch(line -> line.contains(" dev.queuectl.store.sql.SqlSession "))
        .noneMatch(line -> line.contains(" org.jooq."))
        .noneMatch(line -> line.contains(" org.postgresql."))
        .noneMatch(line -> line.contains(" com.zaxxer."));
  }

  @Test
  void no_command_loads_jooq_however_many_queues_there_are() throws Exception {
    areWithoutJooq(loaded(COMMANDS));
  }

  @Test
  void no_command_is_left_out_here() {
    var named = new HashSet<>(OTHERS);
    for (var line : COMMANDS) {
      var words = CommandLines.command(line).split(" ");
      named.add(words[0]);
      named.add(words[0] + " " + words[words.length > 1 ? 1 : 0]);
      named.add(String.join(" ", List.of(words).subList(0, Math.min(3, words.length))));
    }
    assertThat(named).containsAll(CommandNames.ALL);
  }

  @Test
  void neither_a_worker_of_several_queues_loads_jooq_nor_who_stops_it() throws Exception {
    var classes = directory.resolve("worker.txt");
    var worker = start(classes, Main.class, "worker", "start", "--count", "2");
    worker.until("started with");
    var lines = new ArrayList<String>();
    for (var queue : List.of("mail", "video", "web")) {
      lines.add("enqueue true --id %s --queue %1$s".formatted(queue));
    }
    lines.addAll(
        List.of(
            "wait mail video web", "wait --all", "worker status", "worker scale 3", "worker stop"));
    areWithoutJooq(loaded(lines));
    assertThat(worker.exitCode()).as(worker.printed()).isZero();
    areWithoutJooq(Files.readAllLines(classes));
  }

  @Test
  void a_dashboard_over_several_queues_loads_no_jooq() throws Exception {
    var cli = new Cli(directory);
    cli.clock = InstantSource.system();
    for (var line :
        List.of(
            "enqueue false --queue mail --max-retries 0",
            "enqueue false --queue video --max-retries 0",
            "worker start --drain")) {
      assertThat(cli.run(line.split(" ")).code()).as(line).isZero();
    }
    var classes = directory.resolve("dashboard.txt");
    var dashboard = start(classes, Main.class, "dashboard", "start", "--port", "0");
    dashboard.until("link=");
    var link = dashboard.printed().replaceAll("(?s).*(http://\\S+/)(login\\?link=\\S+).*", "$1 $2");
    var base = link.split(" ")[0];
    try (var http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      assertThat(status(http, base + link.split(" ")[1])).isEqualTo(303);
      for (var page : List.of("", "jobs", "jobs?state=dead", "jobs?text=al", "dlq")) {
        assertThat(status(http, base + page)).as(page).isEqualTo(200);
      }
    }
    assertThat(dashboard.signal("TERM").exitCode()).isZero();
    areWithoutJooq(Files.readAllLines(classes));
  }

  private static int status(HttpClient http, String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /// Java writes a class for each kind of annotation, and for each kind of comparison that a
  /// constant asks for.
  @Test
  void built_into_a_jar_enqueue_reads_no_annotation_of_picocli() throws Exception {
    var classes = directory.resolve("built.txt");
    var words = Jvm.words();
    words.add(1, "-Xlog:class+load,class+init:file=" + classes);
    words.addAll(List.of(Main.class.getName(), "enqueue", "true"));
    var printed = directory.resolve("built-printed.txt");
    var nothing = Redirect.from(Path.of("/dev/null").toFile());
    var run = program.start(words, nothing, Redirect.to(printed.toFile()), printed);
    assertThat(run.process().waitFor()).as(run.printed()).isZero();
    assertThat(Files.readAllLines(classes))
        .anyMatch(line -> line.contains(" dev.queuectl.cli.job.EnqueueCommandModel "))
        .noneMatch(line -> line.contains(" jdk.proxy"))
        .noneMatch(line -> line.contains(" java.util.Comparator$$Lambda"))
        .noneMatch(line -> line.contains("java/math/BigDecimal"));
  }

  @Test
  void enqueue_loads_no_worker_and_no_web() throws Exception {
    assertThat(loaded(List.of("enqueue true")))
        .anyMatch(line -> line.contains(" dev.queuectl.cli.job.EnqueueNotes "))
        .noneMatch(line -> line.contains(" dev.queuectl.worker."))
        .noneMatch(line -> line.contains(" dev.queuectl.web."))
        .noneMatch(line -> line.contains(" io.javalin."))
        .noneMatch(line -> line.contains(" org.eclipse.jetty."));
  }
}
