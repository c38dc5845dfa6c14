package dev.queuectl.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.report.JsonValues;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.store.Secret;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `dashboard token`, `dashboard session` and `dashboard link`.
class AccessTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private void logIn(String name) {
    try (var store = SqliteStore.open(cli.database())) {
      var login = new Login(Secret.hash(name), name, Grant.FULL);
      store.access().beginSession(login, "127.0.0.1", "Firefox", cli.clock.instant());
    }
  }

  @Test
  void aTokenIsPrintedOnceAndListedWithoutIt() {
    var added = cli.run("dashboard", "token", "add", "anna", "--read-only");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(added.line()).matches("[A-Za-z0-9_-]{43}");
    assertThat(added.err()).contains("the only time");
    var json = cli.run("dashboard", "token", "add", "ci@build", "--full", "--json").line();
    assertThat(JsonValues.object(json))
        .containsEntry("name", "ci@build")
        .containsEntry("access", "full")
        .containsKey("token");
    var listed = cli.run("dashboard", "token", "list");
    assertThat(listed.out())
        .contains("anna", "read-only", "ci@build", "full")
        .doesNotContain(added.line());
    assertThat(cli.run("events").out())
        .contains("add token", "anna", "command line")
        .contains(System.getProperty("user.name"))
        .doesNotContain(added.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dashboard tokens", "dashboard token", "web token ls", "dashboard-token"})
  void formsOfTheList(String words) {
    cli.run("dashboard", "token", "add", "anna", "--read-only");
    assertThat(cli.run(words.split(" ")).out()).contains("anna");
  }

  @Test
  void whatATokenAllowsIsSaidOnce() {
    for (var line : new String[] {"anna", "anna --full --read-only", "owner --full", "--full"}) {
      var ran = cli.run(("dashboard token add " + line).split(" "));
      assertThat(ran.code()).as(line).isEqualTo(2);
      assertThat(ran.out()).as(line).isEmpty();
    }
    assertThat(cli.run("dashboard", "token", "add", "anna").err())
        .contains("Give --read-only, --no-submit or --full.");
    cli.run("dashboard", "token", "add", "anna", "--full");
    var again = cli.run("dashboard", "token", "add", "anna", "--full");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("there is a token \"anna\" already");
  }

  @Test
  void revokingEndsSessions() {
    var token = cli.run("dashboard", "token", "add", "anna", "--no-submit").line();
    try (var store = SqliteStore.open(cli.database())) {
      var login = store.access().token(token).orElseThrow().login();
      store.access().beginSession(login, "127.0.0.1", null, cli.clock.instant());
    }
    assertThat(cli.run("dashboard", "session", "list").out()).contains("anna", "no-submit");
    assertThat(cli.run("dashboard", "token", "revoke", "anna").line())
        .isEqualTo("Revoked anna; 1 session ended.");
    assertThat(cli.run("dashboard", "sessions", "--json").line()).isEqualTo("[]");
    var again = cli.run("dashboard", "token", "revoke", "anna");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("there is no token \"anna\"");
  }

  @Test
  void sessionsAreEndedOneByOneAndAll() {
    cli.run("init");
    logIn("anna");
    logIn("bert");
    logIn("carl");
    assertThat(cli.run("dashboard", "session", "list").out()).contains("Firefox", "bert");
    assertThat(cli.run("dashboard", "session", "end", "2").line()).isEqualTo("Ended 1 session.");
    assertThat(cli.run("dashboard", "session", "list").out()).doesNotContain("bert");
    assertThat(cli.run("dashboard", "session", "end", "2").code()).isEqualTo(1);
    assertThat(cli.run("dashboard", "session", "end", "x").code()).isEqualTo(2);
    assertThat(cli.run("dashboard", "session", "end").code()).isEqualTo(2);
    assertThat(cli.run("dashboard", "session", "end", "1", "--all").code()).isEqualTo(2);
    assertThat(cli.run("dashboard", "session", "end", "--all").line())
        .isEqualTo("Ended 2 sessions.");
  }

  @Test
  void aLinkNeedsADashboard() {
    var ran = cli.run("dashboard", "link");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("no dashboard is running", "queuectl dashboard");
  }
}
