package dev.queuectl.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What an open page reads of itself.
class LivePartsTest {
  @Test
  void onlyThePartsThatChangeAreSentEachWithAllThatIsInIt() {
    assertThat(
            LiveParts.of(
                """
                <body><div id="x"><div id="a" data-live="morph"><div>1<input name="i"></div><p>2</p></div></div>
                <table><tbody class="c" data-live="rows" id="r"><tr><td>3</td></tr></tbody></table>
                <div data-live-address="/jobs">4</div></body>"""))
        .isEqualTo(
            """
            <template><div id="a" data-live="morph"><div>1<input name="i"></div><p>2</p></div></template>
            <template><tbody class="c" data-live="rows" id="r"><tr><td>3</td></tr></tbody></template>
            """);
  }

  @Test
  void whatHasNoPartsSendsNothing() {
    assertThat(LiveParts.of("<body><p>1</p></body>")).isEmpty();
  }
}
