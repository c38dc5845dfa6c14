package dev.queuectl.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.queuectl.cli.Cli;
import dev.queuectl.environment.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `install` refuses, and that nothing is left of it. `scripts/smoke-dist` installs for real.
class InstallCommandTest {
  private static final String NOBODYS = "0".repeat(64);

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private void assertNothingInstalled() throws IOException {
    assertThat(directory.resolve(".local/bin")).doesNotExist();
    var versions = directory.resolve(".local/share/queuectl");
    if (Files.exists(versions)) {
      assertThat(versions).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--system --user | exclude each other",
        "--user --uninstall --upgrade x.jar | exclude each other",
        "--user --sha256 ab | belongs to --upgrade",
        "--user --upgrade queue.jar --sha256 ab | no SHA-256 checksum",
        "--user --upgrade http://127.0.0.1:9/queuectl.jar | needs a checksum; nothing was fetched",
        "--user --upgrade HTTPS://127.0.0.1:9/queuectl.jar | needs a checksum; nothing was fetched",
        "--user now | now"
      })
  void wrongUsageInstallsNothing(String words, String sentence) throws IOException {
    var ran = cli.run(("install " + words).split(" "));
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence);
    assertNothingInstalled();
  }

  @Test
  void whatIsNoProgramIsNotInstalled() throws IOException {
    var text = Files.writeString(directory.resolve("queuectl.jar"), "no jar");
    var ran = cli.run("install", "--user", "--upgrade", text.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is not a queuectl.jar");
    MergedJar.write(List.of(), directory.resolve("empty.jar"));
    ran = cli.run("install", "--user", "--upgrade", directory.resolve("empty.jar").toString());
    assertThat(ran.err()).contains("is not a queuectl.jar");
    ran = cli.run("install", "--user", "--upgrade", directory.resolve("none.jar").toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("there is no file");
    assertNothingInstalled();
  }

  @Test
  void whatHasAnotherChecksumIsNotInstalled() throws IOException {
    var file = Files.writeString(directory.resolve("queuectl.jar"), "no jar");
    var ran = cli.run("install", "--user", "--upgrade", file.toString(), "--sha256", NOBODYS);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("the checksum of", Sha256.hex(Files.readAllBytes(file)), "nothing was installed");
    assertNothingInstalled();
  }

  @Test
  void whatIsNotServedIsNotInstalled() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = SimpleFileServer.createFileServer(address, directory, OutputLevel.NONE);
    server.start();
    var url = "http://127.0.0.1:%d/none.jar".formatted(server.getAddress().getPort());
    try {
      var ran = cli.run("install", "--user", "--upgrade", url, "--sha256", NOBODYS);
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("answered 404; nothing was changed");
    } finally {
      server.stop(0);
    }
    var ran = cli.run("install", "--user", "--upgrade", url, "--sha256", NOBODYS);
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertNothingInstalled();
  }

  @Test
  void whatCannotBeWrittenIsSaidWithWhatStillWorks() throws IOException {
    var inTheWay = Files.writeString(directory.resolve(".local"), "a file");
    var ran = cli.run("install", "--user");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("queuectl: " + inTheWay)
        .contains("what was installed before still works. Mend that, and try again.");
    assertThat(inTheWay).hasContent("a file");
  }

  @Test
  void nothingIsUninstalledWhereNothingIs() throws IOException {
    var ran = cli.run("install", "--user", "--uninstall");
    assertThat(ran.code()).isZero();
    assertThat(ran.line()).startsWith("Nothing is installed");
    assertThat(cli.run("install", "--user", "--uninstall", "--json").line())
        .isEqualTo("{\"removed\": []}");
    assertNothingInstalled();
  }
}
