package dev.queuectl.web.page.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What others wrote, in pages.
class StoredTest {
  @Test
  void markupIsText() {
    assertThat(Stored.line("<script>alert('1')</script>&\"").render())
        .isEqualTo("<bdi>&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;&quot;</bdi>");
  }

  @Test
  void charactersThatTurnTheDirectionAreNamed() {
    assertThat(Stored.line("a\u202eb").render())
        .isEqualTo(
            "<bdi>a<span class=\"hidden-char\" title=\"RIGHT-TO-LEFT OVERRIDE\">U+202E</span>b</bdi>");
  }

  @Test
  void controlCharactersAndLoneSurrogatesAreNamed() {
    assertThat(Stored.plain("\u001b[31m\u0007\u0000\u009b\ud800\u200b\ufeff"))
        .isEqualTo("ESC[31mBELNULU+009BU+D800U+200BU+FEFF");
  }

  @Test
  void linesAndTabsStayWhereTheWholeIsShown() {
    assertThat(Stored.whole("a\n\tb").render()).isEqualTo("<bdi>a\n\tb</bdi>");
    assertThat(Stored.plain("a\n\tb")).isEqualTo("a⏎⇥b");
  }

  @Test
  void joinersOfScriptsAndEmojiStay() {
    assertThat(Stored.plain("👩‍🔧")).isEqualTo("👩‍🔧");
  }

  @Test
  void ofALongTextTheBeginningIsShownAndNoLetterIsSplit() {
    assertThat(Stored.plain("x".repeat(239) + "😀 and more"))
        .isEqualTo("x".repeat(239) + "…")
        .doesNotContain("U+");
  }
}
