package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Somebody without a mouse.
class KeyboardJourneyTest extends Journey {
  /// What has the focus, once through the page: whether it can be seen, with a ring around it, and
  /// comes behind what had it before.
  private static final String FOCUS =
      """
      () => {
        const now = document.activeElement;
        if (!now || now === document.body || window.focusBefore && now.matches('.skip')) return null;
        const box = now.getBoundingClientRect();
        const style = getComputedStyle(now);
        const before = window.focusBefore;
        window.focusBefore = now;
        const wrong = [];
        if (!box.width || box.right <= 0 || box.left >= innerWidth || box.bottom <= 0 || box.top >= innerHeight)
          wrong.push('unseen');
        if (style.outlineStyle === 'none' || !parseFloat(style.outlineWidth)) wrong.push('without a ring');
        if (before && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING))
          wrong.push('not in order');
        return wrong.length ? wrong.join(', ') + ': ' + now.outerHTML.slice(0, 120) : '';
      }
      """;

  private static final int MOST_STOPS = 300;

  private List<String> walk(String address) {
    go(address);
    var wrong = new ArrayList<String>();
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }");
    for (var stop = 0; stop < MOST_STOPS; stop++) {
      page.keyboard().press("Tab");
      var seen = (String) page.evaluate(FOCUS);
      if (seen == null) {
        assertThat(stop).as(address).isGreaterThan(10);
        return wrong;
      }
      if (!seen.isEmpty()) {
        wrong.add(address + " " + seen);
      }
    }
    return wrong;
  }

  @Test
  void theFocusGoesThroughAPageInOrderAndIsAlwaysSeen() {
    new SampleStore(served).busy();
    var wrong = new ArrayList<String>();
    for (var address : List.of("/", "/jobs", "/job?id=sync-orders", "/dlq", "/queues", "/config")) {
      wrong.addAll(walk(address));
    }
    assertThat(wrong).isEmpty();
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
