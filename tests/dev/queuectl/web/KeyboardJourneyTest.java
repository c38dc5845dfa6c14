package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Somebody without a mouse.
class KeyboardJourneyTest extends Journey {
  /// Whether what has the focus can be seen, with a ring around it.
  private static final String LOOK =
      """
      now => {
        const box = now.getBoundingClientRect();
        const style = getComputedStyle(now);
        const wrong = [];
        if (!box.width || box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight)
          wrong.push('unseen');
        if (style.outlineStyle === 'none' || !parseFloat(style.outlineWidth)) wrong.push('without a ring');
        return wrong.length ? wrong.join(', ') + ': ' + now.outerHTML.slice(0, 120) : '';
      }
      """;

  /// What has the focus, once through the page: it comes behind what had it before.
  private static final String STOP =
      """
      () => {
        const now = document.activeElement;
        if (!now || now === document.body || window.focusBefore && now.matches('.skip')) return null;
        const before = window.focusBefore;
        window.focusBefore = now;
        if (before && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING))
          return 'not in order: ' + now.outerHTML.slice(0, 120);
        return (%s)(now);
      }
      """
          .formatted(LOOK);

  /// The same for all that can have the focus, without the keys, which take a second for thirty.
  private static final String STOPS =
      """
      () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter(stop => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility({visibilityProperty: true}))
        .map(stop => {
          stop.focus();
          if (stop.tabIndex > 0 || document.activeElement !== stop)
            return 'not in order: ' + stop.outerHTML.slice(0, 120);
          return (%s)(stop);
        })
      """
          .formatted(LOOK);

  private static final int MOST_STOPS = 300;

  @Test
  void theFocusGoesThroughAPageInOrder() {
    enqueue("a");
    go("/jobs");
    var stops = new ArrayList<String>();
    while (stops.size() < MOST_STOPS) {
      page.keyboard().press("Tab");
      var wrong = (String) page.evaluate(STOP);
      if (wrong == null) {
        break;
      }
      stops.add(wrong);
    }
    assertThat(stops).hasSizeBetween(10, MOST_STOPS - 1).allMatch(String::isEmpty);
  }

  @Test
  void theFocusIsSeenWhereverItIs() {
    new SampleStore(served).busy();
    for (var address : List.of("/", "/jobs", "/job?id=sync-orders", "/dlq", "/queues", "/config")) {
      go(address);
      page.keyboard().press("Tab"); // whoever uses keys sees a ring
      assertThat((List<?>) page.evaluate(STOPS))
          .as(address)
          .hasSizeGreaterThan(10)
          .allMatch(""::equals);
    }
  }

  @Test
  void whoIsInAHurrySkipsTheNavigation() {
    enqueue("a");
    go("/jobs");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    assertThat(page.locator(".skip")).isInViewport();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
    page.keyboard().press("Tab");
    assertThat((Boolean) page.evaluate("document.activeElement.closest('main') !== null")).isTrue();
  }

  @Test
  void escapeClosesWhatWasOpenedAndTheFocusIsWhereItWas() {
    enqueue("a");
    go("/jobs");
    page.locator("a[href='/queues']").focus();
    page.keyboard().press("?");
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).isHidden();
    assertThat(page.locator("a[href='/queues']")).isFocused();
    page.setViewportSize(380, 800);
    var menu = page.locator("button.menu");
    menu.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#pages a[href='/queues']")).isInViewport();
    page.keyboard().press("Escape");
    assertThat(page.locator("#pages a[href='/queues']")).isHidden();
    assertThat(menu).isFocused();
  }
}
