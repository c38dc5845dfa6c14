package dev.queuectl.web.page.part;

import dev.queuectl.environment.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// A file that pages load. Its address holds a checksum of them all, so that browsers may keep it
/// for ever, and scripts find each other by their names.
public enum Asset {
  STYLE("queuectl.css", "text/css; charset=utf-8"),
  CHARTS("charts.css", "text/css; charset=utf-8"),
  NARROW("narrow.css", "text/css; charset=utf-8"),
  ANSI("ansi.css", "text/css; charset=utf-8"),
  ACTIVITY("activity.css", "text/css; charset=utf-8"),
  ICONS("icons.svg", "image/svg+xml"),
  FAVICON("favicon.svg", "image/svg+xml"),
  LIVE("live.js", "text/javascript; charset=utf-8"),
  STREAM("stream.js", "text/javascript; charset=utf-8"),
  MORPH("morph.js", "text/javascript; charset=utf-8"),
  CLOCK("clock.js", "text/javascript; charset=utf-8"),
  KEYS("keys.js", "text/javascript; charset=utf-8"),
  FORMS("forms.js", "text/javascript; charset=utf-8"),
  LISTS("lists.js", "text/javascript; charset=utf-8"),
  SAVED("saved.js", "text/javascript; charset=utf-8"),
  OUTPUT("output.js", "text/javascript; charset=utf-8"),
  TAIL("tail.js", "text/javascript; charset=utf-8");

  private static final String FOLDER = "/dev/queuectl/web/assets/";
  private static final String VERSION = checksum();

  private final String file;
  private final String type;
  private final byte[] content;

  Asset(String file, String type) {
    this.file = file;
    this.type = type;
    this.content = read(file);
  }

  public String url() {
    return "/assets/%s/%s".formatted(VERSION, file);
  }

  public String type() {
    return type;
  }

  public byte[] content() {
    return content.clone();
  }

  public static Optional<Asset> of(String version, String file) {
    return Arrays.stream(values())
        .filter(asset -> asset.file.equals(file) && VERSION.equals(version))
        .findFirst();
  }

  static byte[] read(String file) {
    var resource = FOLDER + file;
    try (var in = Objects.requireNonNull(Asset.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksum() {
    var sum = Sha256.digest();
    Arrays.stream(values()).forEach(asset -> sum.update(asset.content));
    return HexFormat.of().formatHex(sum.digest(), 0, 8);
  }
}
