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

/// What can be checked by machine of WCAG 2.1 A and AA: contrast, labels, roles, order of headings.
@InBrowser
@Tag("accessibility")
class AccessibilityTest {
  @TempDir Path directory;

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
