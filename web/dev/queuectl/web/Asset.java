package dev.queuectl.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/// A file that pages load. Its address holds a checksum of its content, so that browsers may keep
/// it for ever.
enum Asset {
  STYLE("style.css", "/dev/queuectl/web/assets/style.css", "text/css; charset=utf-8"),
  HTMX(
      "htmx.js",
      "/META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js",
      "text/javascript; charset=utf-8");

  private final String file;
  private final String type;
  private final byte[] content;
  private final String version;

  Asset(String file, String resource, String type) {
    this.file = file;
    this.type = type;
    this.content = read(resource);
    this.version = checksum(content);
  }

  String url() {
    return "/assets/%s/%s".formatted(version, file);
  }

  String type() {
    return type;
  }

  byte[] content() {
    return content.clone();
  }

  static Optional<Asset> of(String version, String file) {
    return Arrays.stream(values())
        .filter(asset -> asset.file.equals(file) && asset.version.equals(version))
        .findFirst();
  }

  private static byte[] read(String resource) {
    try (var in = Objects.requireNonNull(Asset.class.getResourceAsStream(resource), resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String checksum(byte[] content) {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(sum, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
