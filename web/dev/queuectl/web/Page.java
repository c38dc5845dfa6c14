package dev.queuectl.web;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.title;

import j2html.tags.DomContent;

/// The frame of every page. Pure.
final class Page {
  private Page() {}

  /// A page that needs nothing else: for those who are not logged in, and when something is wrong.
  static String plain(String title, DomContent content) {
    return document(
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("color-scheme").withContent("light dark"),
                    title(title + " - QueueCTL"),
                    link().withRel("stylesheet").withHref(Asset.STYLE.url())),
                body(main(content)))
            .withLang("en"));
  }
}
