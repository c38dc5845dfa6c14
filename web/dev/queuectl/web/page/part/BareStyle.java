package dev.queuectl.web.page.part;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.tag;

import dev.queuectl.environment.Sha256;
import j2html.tags.DomContent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The style of pages for who is not logged in: inside the page, since nothing else is served
/// without credentials. The policy admits it by its checksum.
public final class BareStyle {
  private static final String TEXT = new String(Asset.read("bare.css"), StandardCharsets.UTF_8);

  private BareStyle() {}

  /// As a source in a Content-Security-Policy.
  public static String source() {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(TEXT)) + "'";
  }

  /// Raw, because it is our own file; nothing else in the pages is.
  static DomContent element() {
    return tag("style").with(rawHtml(TEXT));
  }
}
