package dev.queuectl.process.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OutputLinksTest {
  @TempDir Path root;
  private LogStore logs;

  @BeforeEach
  void open() {
    logs = new LogStore(root);
  }

  private void print(long seq, int attempt, String text) throws IOException {
    var file = logs.output(seq, attempt).stdout();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void link(String id, long seq, int attempt) throws IOException {
    logs.links().make(id, attempt, logs.output(seq, attempt));
  }

  private Path at(String name) {
    return root.resolve("by-id").resolve(name);
  }

  @Test
  void what_was_printed_is_found_by_the_id_of_its_job() throws IOException {
    print(1_234, 1, "one");
    print(1_234, 2, "two");
    link("build", 1_234, 1);
    link("build", 1_234, 2);
    link("build", 1_234, 2);
    assertThat(Files.readString(at("build.1.out"))).isEqualTo("one");
    assertThat(Files.readString(at("build.2.out"))).isEqualTo("two");
    assertThat(at("build.1.err")).doesNotExist();
  }

  @Test
  void an_id_with_slashes_stays_in_the_folder() throws IOException {
    print(1, 1, "x");
    link("a/../../b", 1, 1);
    assertThat(at("a%2F..%2F..%2Fb.1.out")).hasContent("x");
  }

  @Test
  void what_printed_nothing_has_none() throws IOException {
    link("silent", 1, 1);
    assertThat(root.resolve("by-id")).doesNotExist();
    print(1, 1, "");
    link("silent", 1, 1); // it runs
    logs.seal(1, 1, 100);
    link("silent", 1, 1);
    assertThat(Files.isSymbolicLink(at("silent.1.out"))).isFalse();
  }

  @Test
  void a_job_that_replaces_another_takes_its_place() throws IOException {
    print(1, 1, "old");
    link("a", 1, 1);
    logs.remove(1, 1);
    print(2, 1, "new");
    link("a", 2, 1);
    assertThat(at("a.1.out")).hasContent("new");
  }

  @Test
  void what_leads_nowhere_is_stray_and_tidied_away() throws IOException {
    for (var seq = 1; seq <= 1_500; seq++) {
      print(seq, 1, "x");
      link("j" + seq, seq, 1);
    }
    for (var seq = 2; seq <= 1_500; seq++) {
      logs.remove(seq, 1);
    }
    var stray = new StrayOutput(root).find((_, _) -> Map.of(1L, 1), Instant.MIN);
    assertThat(stray).hasSize(1_499).contains(at("j2.1.out"));
    assertThat(logs.links().tidy()).isFalse();
    assertThat(logs.links().tidy()).isTrue();
    try (var left = Files.list(root.resolve("by-id"))) {
      assertThat(left).containsExactly(at("j1.1.out"));
    }
  }
}
