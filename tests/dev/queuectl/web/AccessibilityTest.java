package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be checked by machine of WCAG 2.1 A and AA: contrast, labels, roles, order of headings;
/// and of looks: no table scrolls sideways on a phone, and no word is broken.
@InBrowser
@Tag("accessibility")
class AccessibilityTest {
  /// Those that scroll sideways, and what stands around words of up to 18 letters that are broken.
  private static final String BADLY_LAID_OUT =
      """
      () => {
        const shown = [...document.querySelectorAll('main *')].filter(it => it.getClientRects().length);
        const scrolls = shown.filter(it => it.scrollWidth > it.clientWidth + 1
          && /auto|scroll/.test(getComputedStyle(it).overflowX)).map(it => 'scrolls: ' + it.className);
        const broken = [];
        const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        for (let text; (text = texts.nextNode());) {
          if (text.parentElement.closest('svg, .lines, option')) continue;
          for (const word of text.data.matchAll(/\\p{L}{2,18}/gu)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const tops = [...range.getClientRects()].filter(it => it.width).map(it => Math.round(it.top));
            if (new Set(tops).size > 1) broken.push('breaks: ' + word[0]);
          }
        }
        return [...scrolls, ...broken];
      }
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1280, 640, 380, 320})
  void aBadDayIsLaidOutWell(int width) {
    try (var served = new Served(directory);
        var context = Chromium.get().open(width, 900, false)) {
      new BadDay(served, new SampleStore(served)).fill();
      var page = context.newPage();
      page.navigate(served.dashboard.loginUrl());
      var found = new ArrayList<String>();
      EveryPage.of("c01-0")
          .forEach(
              (name, address) -> {
                page.navigate(served.dashboard.url() + address);
                var bad = (List<?>) page.evaluate(BADLY_LAID_OUT);
                bad.forEach(it -> found.add(name + " " + it));
              });
      assertThat(found).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, true", "380, false"})
  void everyPageCanBeReadByEverybody(int width, boolean dark) {
    var found = new ArrayList<String>();
    try (var served = new Served(directory);
        var context = Chromium.get().open(width, 900, dark)) {
      new SampleStore(served).busy();
      var page = context.newPage();
      page.navigate(served.dashboard.loginUrl());
      EveryPage.of(SampleStore.running(served), "sync-orders")
          .forEach((name, address) -> found.addAll(look(page, served, name, address)));
      Chromium.logOut(page);
      found.addAll(look(page, served, "login", "/"));
    }
    assertThat(found).isEmpty();
  }

  private static List<String> look(Page page, Served served, String name, String address) {
    page.navigate(served.dashboard.url() + address);
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " is no wider than the window")
        .isTrue();
    assertThat((List<?>) page.evaluate(BADLY_LAID_OUT)).as(name).isEmpty();
    return new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
            .analyze()
            .getViolations()
            .stream()
            .map(
                rule ->
                    "%s: %s %s"
                        .formatted(
                            name,
                            rule.getHelp(),
                            rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList()))
            .toList();
  }
}
