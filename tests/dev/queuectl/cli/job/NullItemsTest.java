package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `enqueue -0`: any name is safe. With real processes.
class NullItemsTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
  }

  private byte[] output(byte[] items, String... template) throws Exception {
    assertThat(cli.in(items).run(template).code()).isZero();
    assertThat(cli.run("worker", "start", "--drain").code()).isZero();
    return Files.readAllBytes(directory.resolve("out"));
  }

  @Test
  void whatever_is_in_a_name_is_the_argument() throws Exception {
    for (var name :
        new String[] {
          "a b",
          "it's",
          "\"q\"",
          "a\nb",
          "end\n",
          "$HOME",
          "`id`",
          "*",
          "#c",
          "{\"id\": 1}",
          "ä",
          "caf\u00e9",
          "\u00ff\u00e9\n",
          "a=b",
          "\\",
          "  ",
          "!!",
          "x;rm -rf y"
        }) {
      for (var bytes :
          new byte[][] {
            name.getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.ISO_8859_1)
          }) {
        var item = java.util.Arrays.copyOf(bytes, bytes.length + 1);
        var script = "printf %s \"$1\" >out";
        assertThat(output(item, "enqueue", "-0", "--", "sh", "-c", script, "sh", "{}"))
            .as(name)
            .isEqualTo(bytes);
      }
    }
  }

  @Test
  void an_item_stands_where_the_braces_are_or_at_the_end() {
    cli.in("a\0b c\0").run("enqueue", "--null", "--", "cp", "{}", "to/{}.bak");
    cli.in("a").run("enqueue", "-0", "-p", "5", "--", "gzip", "-9");
    assertThat(cli.run("list", "--json").out())
        .contains("\"cp a to/a.bak\"", "\"cp 'b c' 'to/b c.bak'\"", "\"gzip -9 a\"")
        .contains("\"priority\": 5");
  }

  @Test
  void a_name_with_a_dash_is_no_option() {
    cli.in("-rf\0").run("enqueue", "-0", "--", "rm", "{}");
    assertThat(cli.run("list", "--json").out()).contains("\"rm ./-rf\"");
  }

  @Test
  void without_a_program_each_is_a_command() {
    cli.in("echo a\necho b\0# no comment\0").run("enqueue", "-0");
    assertThat(cli.run("list", "--json").out()).contains("echo a\\necho b", "# no comment");
  }

  @Test
  void a_file_is_read_like_a_pipe() throws Exception {
    Files.writeString(directory.resolve("names"), "a\0b\0");
    assertThat(cli.run("enqueue", "-0", "--file", "names", "--", "gzip").lines()).hasSize(2);
    assertThat(cli.count()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_is_refused_with_a_way_out() {
    var latin = cli.in(new byte[] {'c', (byte) 0xe9, 0}).run("enqueue", "-0");
    assertThat(latin.code()).isEqualTo(2);
    assertThat(latin.err()).contains("item 1: ").contains("-0 -- PROGRAM {}");
    assertThat(cli.in("a\0").run("enqueue", "-0", "gzip {}").err()).contains("after --");
    assertThat(cli.in("\0").run("enqueue", "-0").err()).contains("item 1: the command is empty");
    assertThat(cli.count()).isZero();
  }
}
