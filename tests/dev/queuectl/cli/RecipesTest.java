package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.yaml.snakeyaml.Yaml;

/// The recipes for CI systems, run as those would: with `queuectl` on the path, once with good jobs
/// and once with one that fails for good. Only what installs `queuectl` is left out; and but for
/// the commands of the README, it runs in this JVM.
class RecipesTest {
  private static final Path EXAMPLES = Path.of("examples").toAbsolutePath();

  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;
  private CommandsInProcess commands;

  @BeforeEach
  void open() throws Exception {
    cli = new Cli(directory);
    program = new ProgramProcess(cli);
    var bin = Files.createDirectory(directory.resolve("bin"));
    commands = new CommandsInProcess(bin, Files.createDirectory(directory.resolve("calls")));
    Files.copy(EXAMPLES.resolve("commands.txt"), directory.resolve("commands.txt"));
  }

  @AfterEach
  void close() throws Exception {
    program.close();
    commands.close();
  }

  private void addJob(String line) throws IOException {
    var commands = Files.readString(directory.resolve("commands.txt"));
    Files.writeString(directory.resolve("commands.txt"), commands + line + "\n");
  }

  /// @return the exit code
  private int sh(String script, Map<String, String> env) throws Exception {
    var file = Files.writeString(directory.resolve("step.sh"), script);
    var words = new java.util.ArrayList<>(List.of("env"));
    env.forEach((name, value) -> words.add(name + "=" + value));
    words.add("PATH=" + directory.resolve("bin") + ":" + System.getenv("PATH"));
    words.addAll(List.of("sh", "-eu", file.toString()));
    var out = directory.resolve("printed.txt");
    return program.start(words, Redirect.appendTo(out.toFile()), out).exitCode();
  }

  /// What the README says of a damaged database, with the `sqlite3` of the system.
  @Test
  void what_can_be_read_of_a_database_is_saved_and_restored() throws Exception {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v sqlite3").start().waitFor() == 0, "no sqlite3");
    cli.run("enqueue", "true", "--id", "kept");
    var lines = Files.readAllLines(Path.of("README.md"));
    var from = lines.indexOf("    (sqlite3 queue.db .dump | sed 's/^ROLLBACK.*/COMMIT;/'");
    assertThat(from).isNotNegative();
    var script = String.join("\n", lines.subList(from, from + 3));
    assertThat(sh("cd " + directory + "\n" + script, Map.of())).as(printed()).isZero();
    assertThat(printed()).contains("Restored").contains("1 job");
    assertThat(cli.job("kept").command()).isEqualTo("true");
  }

  /// What the README says instead of a line of a crontab.
  @Test
  void a_schedule_of_the_readme_is_made_and_says_when_it_runs() throws Exception {
    var line =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(it -> it.startsWith("    queuectl schedule add backup "))
            .findFirst()
            .orElseThrow();
    var shop = Files.createDirectory(directory.resolve("shop"));
    var command = line.strip().replace("/srv/shop", shop.toString());
    assertThat(sh(command, Map.of())).as(printed()).isZero();
    assertThat(printed()).contains("backup: at 02:15 every day");
    var kept = cli.run("schedule", "show", "backup", "--json").out();
    assertThat(kept).contains("./backup.sh", shop.toString(), "\"timeout\": 3600");
  }

  private void expectFailure(Path junit) throws Exception {
    var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
    var failures = xml.getElementsByTagName("failure");
    assertThat(failures.getLength()).isEqualTo(1);
    assertThat(((Element) failures.item(0).getParentNode()).getAttribute("name"))
        .isEqualTo("bad: exit 3");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(4);
  }

  private void expectSuccess(Path junit) throws Exception {
    var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
    assertThat(xml.getElementsByTagName("failure").getLength()).isZero();
    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
  }

  /// The jobs of the example, with scripts in the place of those that it names.
  @Test
  void the_pipeline_runs_in_order_and_tells_somebody_what_has_failed() throws Exception {
    var jobs =
        Files.readString(EXAMPLES.resolve("pipeline.jsonl"))
            .replace("./test.sh", "echo testing; exit 3")
            .replace("\"max_retries\": 2", "\"max_retries\": 1")
            .replace("./tell.sh", "echo")
            .replaceAll("\\./(build|lint|deploy)\\.sh", "echo $1");
    cli.in(jobs).run("enqueue", "-");
    var step = "queuectl worker start --drain --quiet\n";
    assertThat(sh("cd " + directory + "\n" + step, Map.of())).as(printed()).isZero();
    assertThat(cli.run("logs", "tell", "--stdout").line()).isEqualTo("test failed: exit code 3");
    assertThat(cli.job("deploy").error()).isEqualTo("not run: test is dead");
    cli.run("edit", "test", "--command", "true");
    cli.run("retry", "test");
    assertThat(sh("cd " + directory + "\n" + step, Map.of())).as(printed()).isZero();
    assertThat(cli.run("logs", "deploy", "--stdout").line()).isEqualTo("deploy");
  }

  private static final String BAD = "{\"id\": \"bad\", \"command\": \"exit 3\"}";

  @Test
  void the_script_succeeds_with_good_jobs() throws Exception {
    assertThat(sh(script(), Map.of())).as(printed()).isZero();
    expectSuccess(directory.resolve("report.xml"));
    assertThat(directory.resolve("report.md")).content().startsWith("## Jobs: all 3 ended well");
  }

  @Test
  void the_script_fails_with_a_bad_job_and_names_it() throws Exception {
    addJob(BAD);
    assertThat(sh(script(), Map.of())).isEqualTo(1);
    expectFailure(directory.resolve("report.xml"));
    assertThat(directory.resolve("report.md")).content().contains("| bad | exit 3 |");
    assertThat(printed()).contains("bad failed (exit code 3), will retry in 2s");
  }

  private static String script() throws IOException {
    return Files.readString(EXAMPLES.resolve("ci.sh"));
  }

  private String printed() throws IOException {
    return Files.readString(directory.resolve("printed.txt"));
  }

  private static Map<?, ?> yaml(String file) throws IOException {
    return (Map<?, ?>) new Yaml().load(Files.readString(EXAMPLES.resolve(file)));
  }

  private static Object at(Object yaml, String... path) {
    var here = yaml;
    for (var name : path) {
      here = ((Map<?, ?>) here).get(name);
      assertThat(here).as(name).isNotNull();
    }
    return here;
  }

  /// As a runner of GitHub does: a failed step ends the job but for the steps that always run.
  private int github() throws Exception {
    var job = at(yaml("github-actions.yml"), "jobs", "queue");
    var database = String.valueOf(at(job, "env", "QUEUECTL_DB"));
    var env =
        Map.of(
            "QUEUECTL_DB",
            database.replace("${{ github.workspace }}", directory.toString()),
            "GITHUB_STEP_SUMMARY",
            directory.resolve("summary.md").toString());
    var code = 0;
    for (var step : (List<?>) at(job, "steps")) {
      var run = ((Map<?, ?>) step).get("run");
      var isInstallation = "Install queuectl".equals(((Map<?, ?>) step).get("name"));
      var isDue = code == 0 || "always()".equals(((Map<?, ?>) step).get("if"));
      if (run != null && !isInstallation && isDue) {
        var ended = sh(String.valueOf(run), env);
        code = code == 0 ? ended : code;
      }
    }
    return code;
  }

  @Test
  void the_workflow_of_github_succeeds_with_good_jobs() throws Exception {
    assertThat(github()).as(printed()).isZero();
    expectSuccess(directory.resolve("report.xml"));
    assertThat(directory.resolve("summary.md")).content().contains("| completed | 3 |");
    assertThat(directory.resolve(".ci-queue/queue.db")).exists();
  }

  @Test
  void the_workflow_of_github_fails_with_a_bad_job_and_reports_all_the_same() throws Exception {
    addJob(BAD);
    assertThat(github()).isEqualTo(1);
    expectFailure(directory.resolve("report.xml"));
    assertThat(directory.resolve("summary.md")).content().contains("| bad | exit 3 |");
  }

  /// As a runner of GitLab does: `after_script` comes in any case, in a shell of its own.
  private int gitlab() throws Exception {
    var job = at(yaml("gitlab-ci.yml"), "jobs");
    var database = String.valueOf(at(job, "variables", "QUEUECTL_DB"));
    var env = Map.of("QUEUECTL_DB", database.replace("$CI_PROJECT_DIR", directory.toString()));
    var code = sh(lines(at(job, "script")), env);
    assertThat(sh(lines(at(job, "after_script")), env)).isZero();
    assertThat(at(job, "artifacts", "reports", "junit")).isEqualTo("report.xml");
    return code;
  }

  private static String lines(Object script) {
    return ((List<?>) script).stream().map(String::valueOf).collect(Collectors.joining("\n"));
  }

  @Test
  void the_job_of_gitlab_succeeds_with_good_jobs() throws Exception {
    assertThat(gitlab()).as(printed()).isZero();
    expectSuccess(directory.resolve("report.xml"));
  }

  @Test
  void the_job_of_gitlab_fails_with_a_bad_job() throws Exception {
    addJob(BAD);
    assertThat(gitlab()).isEqualTo(1);
    expectFailure(directory.resolve("report.xml"));
    assertThat(printed()).contains("| bad | exit 3 |");
  }

  @Test
  void the_readme_says_the_same() throws Exception {
    ProgramProcess.putOnPath(directory.resolve("bin"));
    var readme = Files.readString(Path.of("README.md"));
    var section = readme.substring(readme.indexOf("## In CI and scripts"));
    var block =
        section
            .lines()
            .dropWhile(line -> !line.startsWith("    "))
            .takeWhile(line -> line.startsWith("    "))
            .collect(Collectors.joining("\n"));
    assertThat(sh(block, Map.of())).as(printed()).isZero();
    expectSuccess(directory.resolve("report.xml"));
  }
}
