package dev.queuectl.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Until;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.report.JsonValues;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `dashboard` as processes of its own.
class DashboardTest {
  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;

  @BeforeEach
  void setUp() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system(); // as that of the processes, which look how old links are
    program = new ProgramProcess(cli);
  }

  @AfterEach
  void tearDown() throws InterruptedException {
    cli.run("dashboard", "stop");
    cli.run("worker", "stop", "--force");
    program.close();
  }

  private static int status(String url) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static String link(String printed) {
    return printed.replaceAll("(?s).*(http://\\S+/login\\?link=\\S+).*", "$1");
  }

  @Test
  void servesUntilItIsInterrupted() throws Exception {
    var running = program.start("dashboard", "--port", "0").until("link=");
    assertThat(status(link(running.printed()))).isEqualTo(303);
    assertThat(running.printed().lines()).hasSize(2);
    assertThat(cli.run("dashboard", "status").out()).contains("http://127.0.0.1:");
    assertThat(running.signal("INT").exitCode()).isZero();
    assertThat(cli.run("dashboard", "status").out()).startsWith("No dashboard is running.");
  }

  @Test
  void printsJsonForPrograms() throws Exception {
    var running = program.start("ui", "-p", "0", "--json").until("login_url");
    Until.until("the line is whole", () -> running.printed().endsWith("\n"));
    var told = JsonValues.object(running.printed());
    assertThat(told).containsKeys("url", "pid", "login_url");
    assertThat(status(told.get("url") + "/")).isEqualTo(401);
  }

  @Test
  void servesInTheBackgroundUntilItIsStopped() throws Exception {
    var started = cli.run("dashboard", "start", "--detach", "--port", "0", "--read-only");
    assertThat(started.code()).as(started.err()).isZero();
    assertThat(status(link(started.out()))).isEqualTo(303);
    assertThat(cli.run("web", "status", "--json", "--login").out()).contains("login_url");
    assertThat(Files.readString(directory.resolve("run").resolve("dashboard.log"))).isEmpty();
    assertThat(cli.run("dashboard_stop").line()).isEqualTo("Stopped 1 dashboard.");
    assertThat(cli.run("dashboard", "stop").line()).isEqualTo("No dashboard is running.");
  }

  @Test
  void aPortInUseIsNamedAndNothingIsStarted() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var port = Integer.toString(taken.getLocalPort());
      var ran = cli.run("dashboard", "--port", port);
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err()).contains("port " + port).contains("--port 0").hasLineCount(1);
      var detached = cli.run("dashboard", "--detach", "--port", port);
      assertThat(detached.code()).isEqualTo(1);
      assertThat(detached.err()).contains("port " + port);
    }
  }

  @Test
  void theSecondOfAQueueIsToldWhereTheFirstIs() throws Exception {
    var running = program.start("dashboard", "--port", "0").until("link=");
    var url = link(running.printed()).replaceAll("/login.*", "");
    var ran = cli.run("dashboard", "--port", url.replaceAll(".*:", ""));
    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err())
        .startsWith("queuectl: the dashboard of this queue is already running at " + url + ".");
  }

  @Test
  void whatOthersCouldReadAlongIsRefused() {
    var ran = cli.run("dashboard", "--host", "0.0.0.0");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--tls-certificate").contains("--behind-proxy");
    assertThat(cli.run("dashboard", "--port", "x").code()).isEqualTo(2);
    assertThat(cli.run("dashboard", "--port", "65536").code()).isEqualTo(2);
    assertThat(cli.run("dashboard", "--tls-key", "key.pem").err())
        .contains("must be used together");
    var noKey =
        cli.run("dashboard", "--port", "0", "--tls-certificate", "c.pem", "--tls-key", "key.pem");
    assertThat(noKey.code()).isEqualTo(2);
    assertThat(noKey.err()).contains("c.pem");
  }

  @Test
  void aWorkerServesItToo() throws Exception {
    var running = program.worker("--dashboard", "0").until("link=");
    assertThat(status(link(running.printed()))).isEqualTo(303);
    var stopped = cli.run("dashboard", "stop");
    assertThat(stopped.line()).isEqualTo("No dashboard was stopped.");
    assertThat(stopped.err()).contains("belongs to a worker");
    cli.run("enqueue", "--id", "a", "true");
    assertThat(cli.run("wait", "a").code()).isZero();
    assertThat(running.signal("TERM").exitCode()).isZero();
    assertThat(Objects.requireNonNull(directory.resolve("run").toFile().list()))
        .noneMatch(name -> name.endsWith(".pid"));
  }
}
