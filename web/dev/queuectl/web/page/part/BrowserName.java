package dev.queuectl.web.page.part;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What people call the browser that says of itself `Mozilla/5.0 (X11; Linux ...) AppleWebKit/...`:
/// all claim to be others, so the rarer names are looked for first.
public final class BrowserName {
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg(?:e|A|iOS)?/(\\d{1,4})", "Edge");
    BROWSERS.put("(?:OPR|Opera)/(\\d{1,4})", "Opera");
    BROWSERS.put("SamsungBrowser/(\\d{1,4})", "Samsung Internet");
    BROWSERS.put("(?:Firefox|FxiOS)/(\\d{1,4})", "Firefox");
    BROWSERS.put("(?:Chrome|CriOS|HeadlessChrome)/(\\d{1,4})", "Chrome");
    BROWSERS.put("Version/(\\d{1,4})[\\d.]* (?:Mobile/\\w+ )?Safari/", "Safari");
    BROWSERS.put("^curl/(\\d{1,4})", "curl");
    BROWSERS.put("^Wget/(\\d{1,4})", "Wget");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X|Macintosh", "macOS");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Linux", "Linux");
  }

  private BrowserName() {}

  /// Such as `Firefox 128 on Linux`; empty for one that nobody knows.
  public static Optional<String> of(String agent) {
    return browser(agent).map(name -> name + system(agent).map(" on "::concat).orElse(""));
  }

  private static Optional<String> browser(String agent) {
    for (var entry : BROWSERS.entrySet()) {
      var found = Pattern.compile(entry.getKey()).matcher(agent);
      if (found.find()) {
        return Optional.of(entry.getValue() + " " + found.group(1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> system(String agent) {
    return SYSTEMS.entrySet().stream()
        .filter(entry -> Pattern.compile(entry.getKey()).matcher(agent).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
