package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReaderTest {
  /// Stands for a while in which nothing is typed.
  private static final String PAUSE = "";

  /// The keys in what is typed in these pieces, up to the end of the input.
  private static List<String> keys(String... pieces) throws IOException {
    var reader = new KeyReader(new Pieces(Arrays.asList(pieces).iterator()));
    var keys = new ArrayList<String>();
    for (var key = reader.next(1); !KeyReader.CLOSED.equals(key); key = reader.next(1)) {
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static final class Pieces extends NonBlockingReader {
    private final Iterator<String> pieces;
    private StringReader piece = new StringReader("");

    private Pieces(Iterator<String> pieces) {
      this.pieces = pieces;
    }

    @Override
    protected int read(long timeout, boolean isPeek) throws IOException {
      var c = piece.read();
      if (c >= 0 || !pieces.hasNext()) {
        return c;
      }
      piece = new StringReader(pieces.next());
      c = piece.read();
      return c >= 0 ? c : READ_EXPIRED;
    }

    @Override
    public int readBuffered(char[] to, int from, int length, long timeout) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void letters_are_keys_whatever_their_alphabet() throws IOException {
    assertThat(keys("aZ ?é日😀")).containsExactly("a", "Z", " ", "?", "é", "日", "😀");
  }

  @Test
  void keys_have_names_however_a_terminal_sends_them() throws IOException {
    assertThat(keys("\u001b[A\u001bOB\u001b[D\u001b[5~\u001b[6~\u001bOH\u001b[4~\u001b[Z"))
        .containsExactly("up", "down", "left", "page-up", "page-down", "home", "end", "back-tab");
    assertThat(keys("\t\r\n\u007f\b"))
        .containsExactly("tab", "enter", "enter", "backspace", "backspace");
  }

  @Test
  void a_lone_escape_is_a_key_and_so_is_the_one_after_it() throws IOException {
    assertThat(keys("\u001b", PAUSE, "j")).containsExactly("escape", "j");
    assertThat(keys("\u001bq")).containsExactly("escape", "q");
    assertThat(keys("\u001b[", PAUSE, "j")).containsExactly("escape", "[", "j");
    assertThat(keys("\u001bO", PAUSE, "D")).containsExactly("escape", "O", "D");
    assertThat(keys("\u001b\u001b[A")).containsExactly("escape", "up");
    assertThat(keys("\u001b")).containsExactly("escape");
  }

  @Test
  void a_sequence_may_come_in_pieces() throws IOException {
    assertThat(keys("\u001b", "[", "5", "~", PAUSE, "x")).containsExactly("page-up", "x");
  }

  /// Ctrl-Left, Alt-Delete, F1 of four terminals, a mouse, a paste, and late answers to questions
  /// of a program before: none of their letters is a key.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[1;5D",
        "\u001b[3;3~",
        "\u001bOP",
        "\u001b[[A",
        "\u001b[11~",
        "\u001bO5D",
        "\u001b[<0;3;4M",
        "\u001b[200~",
        "\u001b[?2027;0$y",
        "\u001b[24;80R",
        "\u001b[?64;1;2c",
        "\u001b]11;rgb:0000/0000/0000\u0007",
        "\u001b]10;rgb:ffff/ffff/ffff\u001b\\",
        "\u001bP1+r544e=787465726d\u001b\\",
        "\u001b_Gi=31;OK\u001b\\"
      })
  void a_sequence_that_has_no_name_is_one_key(String sequence) throws IOException {
    assertThat(keys(sequence + "q")).containsExactly(KeyReader.OTHER, "q");
  }

  @Test
  void a_sequence_that_does_not_end_is_given_up() throws IOException {
    assertThat(keys("\u001b[1;", PAUSE, "q")).containsExactly(KeyReader.OTHER, "q");
  }

  @Test
  void control_letters_are_no_letters() throws IOException {
    assertThat(keys("\u0001\u001a")).containsExactly(KeyReader.OTHER, KeyReader.OTHER);
    assertThat(keys("a\u0003b")).containsExactly("a"); // Ctrl-C ends it
  }
}
