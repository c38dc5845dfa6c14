package dev.queuectl.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import dev.queuectl.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The browser of this machine, steered by Playwright. Without one, or without Node.js, which
/// Playwright needs, the tests are skipped, and the output of the tests says so.
///
/// Starting one, and a process for a page, costs a second of processor time each. So there is one
/// in a JVM, with one page at a time.
final class Chromium {
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final BrowserContext visitor;
  private Optional<Page> before = Optional.empty();

  /// The one of this JVM.
  static Chromium get() {
    return Once.CHROMIUM;
  }

  private static final class Once {
    static final Chromium CHROMIUM = new Chromium();
  }

  private Chromium() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000); // others have the processors, too
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1",
                        "PLAYWRIGHT_NODEJS_PATH",
                        found("node").orElseThrow().toString())));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium().orElseThrow())
                    .setArgs(ARGUMENTS));
    visitor = open(1280, 900, false);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
  }

  private void end() {
    browser.close();
    playwright.close();
  }

  private static Optional<Path> chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> found(name).stream())
        .findFirst();
  }

  private static Optional<Path> found(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// A browser of its own, as large as this. Its visitor wants nothing to move: without a graphics
  /// card each frame takes processor time, and the sign of a running job would move for ever.
  BrowserContext open(int width, int height, boolean dark) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setColorScheme(
                dark
                    ? com.microsoft.playwright.options.ColorScheme.DARK
                    : com.microsoft.playwright.options.ColorScheme.LIGHT));
  }

  /// A page whose visitor has logged in, on the overview, in place of the one before.
  Page visit(Served served) {
    var page = visitor.newPage(); // which takes over the process of the one before
    before.ifPresent(Page::close);
    before = Optional.of(page);
    visitor.clearCookies();
    page.setDefaultTimeout(Until.LIMIT.toMillis());
    page.navigate(served.dashboard.loginUrl());
    return page;
  }

  /// A page that finds itself logged out loads itself again, so it is left before.
  static void logOut(Page page) {
    page.navigate("about:blank");
    page.context().clearCookies();
  }

  /// Skips what needs a browser where there is none.
  static final class Needed implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (chromium().isPresent() && found("node").isPresent()) {
        return ConditionEvaluationResult.enabled("there is a browser");
      }
      var why = "needs chromium and node: apt-get install chromium nodejs";
      System.err.println("skipped " + context.getDisplayName() + ": " + why);
      return ConditionEvaluationResult.disabled(why);
    }
  }
}
