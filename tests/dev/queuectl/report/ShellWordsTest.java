package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

  @Test
  void leaves_harmless_words_as_they_are() {
    assertThat(ShellWords.quoted(List.of("tar", "-xf", "a/b.tgz", "--x=1")))
        .isEqualTo("tar -xf a/b.tgz --x=1");
  }

  @Test
  void is_read_back_by_a_shell_word_for_word() throws Exception {
    var words =
        List.of("a b", "", "it's", "$HOME", "`x`", "a\nb", "*", "\\", "\"", "!", "ä", "~", "#c");
    var command = "for word in " + ShellWords.quoted(words) + "; do printf '%s\\0' \"$word\"; done";
    var shell = new ProcessBuilder("sh", "-c", command).start();
    var read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo(String.join("\0", words) + "\0");
  }

  @Test
  void are_quoted_for_the_shell_of_the_platform() {
    var words = List.of("copy", "my file.txt", "C:\\to\\it", "50%", "say \"hi\"");
    assertThat(ShellWords.command(words, "Windows 11"))
        .isEqualTo("copy \"my file.txt\" C:\\to\\it \"50%\" \"say \\\"hi\\\"\"");
    assertThat(ShellWords.command(words, "Linux")).startsWith("copy 'my file.txt' 'C:\\to\\it' ");
  }
}
