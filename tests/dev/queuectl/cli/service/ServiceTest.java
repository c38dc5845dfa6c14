package dev.queuectl.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.access.ThisProgram;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.env.put("PATH", "/usr/bin:/opt/a b/bin");
  }

  private Path unit(String name) {
    return directory.resolve(".config/systemd/user").resolve(name);
  }

  @Test
  void is_installed_for_one_user() throws Exception {
    var ran = cli.run("service", "install", "--count", "4", "--queue", "mail,reports");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.lines())
        .contains(
            "Wrote " + unit("queuectl.service") + ".",
            "Start it now and from now on: systemctl --user daemon-reload && systemctl --user "
                + "enable --now queuectl.service");
    assertThat(Files.readString(unit("queuectl.service")))
        .contains(
            " --db %s worker start --count 4 --queue mail --queue reports\n"
                .formatted(cli.database()))
        .contains("\nEnvironment=\"PATH=/usr/bin:/opt/a b/bin\"\n")
        .contains("\nKillMode=process\n", "\nRestart=always\n", "\nWantedBy=default.target\n")
        .doesNotContain("User=");
    assertThat(cli.run("service").line()).startsWith("installed: ");
    assertThat(cli.database()).doesNotExist();
  }

  @Test
  void is_printed_without_writing() {
    var ran = cli.run("service", "install", "--system", "--account", "deploy", "--print");
    assertThat(ran.out()).contains("\nUser=deploy\n", "\nWantedBy=multi-user.target\n");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void replaces_and_removes_nothing_of_others() throws Exception {
    Files.createDirectories(unit("x").getParent());
    Files.writeString(unit("queuectl.service"), "[Unit]\n");
    var ran = cli.run("service", "install");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("exists already with different content; nothing was written");
    assertThat(cli.run("service", "uninstall").code()).isEqualTo(1);
    assertThat(unit("queuectl.service")).hasContent("[Unit]");
    assertThat(cli.run("service", "install", "--force").code()).isZero();
    assertThat(cli.run("service", "install").line()).contains(" exists already.");
    assertThat(cli.run("service", "install", "--count", "2").code()).isEqualTo(1);
    assertThat(cli.run("service", "install", "--name", "two", "--count", "2").code()).isZero();
    assertThat(cli.run("service", "uninstall").line()).startsWith("Removed ");
    assertThat(unit("queuectl.service")).doesNotExist();
    assertThat(unit("queuectl-two.service")).exists();
    assertThat(cli.run("service", "uninstall").line()).startsWith("There is no ");
    assertThat(cli.run("service", "status").code()).isEqualTo(1);
    assertThat(cli.run("service", "status", "--name", "two", "--json").line())
        .endsWith("\"manager\": \"systemd\", \"installed\": true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service install --name a/b",
        "service install --count 0",
        "service install --queue a/b",
        "service install --account deploy",
        "service install --count many"
      })
  void is_refused(String command) {
    assertThat(cli.run(command.split(" ")).code()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a b", "50%i", "$HOME", "q\"uote", "back\\slash", "it's;#"})
  void says_to_systemd_what_was_meant(String odd) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "no systemd-analyze here");
    var program = Files.createDirectories(directory.resolve(odd)).resolve("queuectl");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var queue =
        new ServicePlan(
            List.of(program.toString()),
            List.of("--db", directory.resolve(odd).resolve("queue.db").toString()),
            directory.resolve(odd).resolve("queue.db").toString(),
            directory.resolve(odd),
            "",
            Map.of("PATH", "/usr/bin:" + odd));
    var unit = directory.resolve("tried.service");
    Files.writeString(unit, SystemdUnit.text(queue, false));
    var out = directory.resolve("out.txt");
    var verify =
        new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(out).lines().filter(line -> line.contains("tried.service")))
        .isEmpty();
    assertThat(verify.exitValue()).as(Files.readString(out)).isZero();
  }

  @Test
  void is_a_property_list_on_macos() throws Exception {
    cli.platform = "Mac OS X";
    cli.env.put("LANG", "a<b>&c");
    assertThat(cli.run("service", "install", "--name", "mail").code()).isZero();
    var file = directory.resolve("Library/LaunchAgents/dev.queuectl.queuectl-mail.plist");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var xml =
        factory
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(Files.readString(file).getBytes(StandardCharsets.UTF_8)));
    assertThat(xml.getDocumentElement().getTextContent())
        .contains("dev.queuectl.queuectl-mail", "worker", "a<b>&c");
    assertThat(cli.run("service", "uninstall", "--name", "mail").code()).isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void is_refused_where_no_manager_is_known() {
    cli.platform = "Windows 11";
    var ran = cli.run("service", "install");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("not on Windows 11. Have the Task Scheduler run");
  }

  @Test
  void starts_the_launcher_beside_the_jar() throws Exception {
    var target = Files.createDirectory(directory.resolve("target"));
    var jar = Files.createFile(target.resolve("queuectl.jar")).toString();
    assertThat(ThisProgram.launcher(jar)).isEmpty();
    var launcher = Files.createFile(directory.resolve("queuectl"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    assertThat(ThisProgram.launcher(jar)).hasValue(launcher);
    assertThat(ThisProgram.launcher(jar + ":other.jar")).isEmpty();
  }
}
