package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of every page for people to look at, in `target/screenshots`: see
/// `scripts/screenshots`.
@InBrowser
@Tag("screenshots")
class ScreenshotsTest {
  private static final Path TARGET = Path.of("target", "screenshots");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"empty", "busy", "bad", "hostile"})
  void ofEveryPage(String store) {
    try (var served = new Served(directory)) {
      var sample = new SampleStore(served);
      switch (store) {
        case "busy" -> sample.busy();
        case "bad" -> new BadDay(served, sample).fill();
        case "hostile" -> sample.hostile();
        default -> {}
      }
      var taken = new ArrayList<Path>();
      for (var width : List.of(1280, 390)) {
        for (var dark : List.of(false, true)) {
          taken.addAll(take(served, store, width, dark));
        }
      }
      assertThat(taken).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    }
  }

  private static List<Path> take(Served served, String store, int width, boolean dark) {
    var taken = new ArrayList<Path>();
    try (var context = Chromium.get().open(width, width < 500 ? 844 : 900, dark)) {
      var page = context.newPage();
      page.navigate(served.dashboard.loginUrl());
      addresses(store, served)
          .forEach(
              (name, address) -> taken.add(take(page, served, store, name, address, width, dark)));
      Chromium.logOut(page);
      taken.add(take(page, served, store, "login", "/", width, dark));
    }
    return taken;
  }

  private static Path take(
      Page page,
      Served served,
      String store,
      String name,
      String address,
      int width,
      boolean dark) {
    page.navigate(served.dashboard.url() + address);
    // Some of them are shown to the world: not where the test has put its store.
    page.evaluate(
        "document.querySelectorAll('.store bdi').forEach(it => it.textContent = '~/shop/.queuectl')");
    var file =
        TARGET.resolve("%s-%s-%d-%s.png".formatted(store, name, width, dark ? "dark" : "light"));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(file)
            .setFullPage(page.locator("body").boundingBox().height < 4000));
    return file;
  }

  private static Map<String, String> addresses(String store, Served served) {
    return switch (store) {
      case "busy" -> EveryPage.of(SampleStore.running(served), SampleStore.retried(served));
      case "bad" -> EveryPage.of(SampleStore.running(served), "c01-0");
      case "hostile" -> EveryPage.of("plain", "a/b=c@d+e:f", "long");
      default -> EveryPage.of();
    };
  }
}
