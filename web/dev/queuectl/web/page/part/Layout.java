package dev.queuectl.web.page.part;

import static dev.queuectl.web.page.part.Parts.icon;
import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.input;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.queuectl.Numbers;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.HeadTag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The frame around every page: navigation, search, what came of the last action, help.
public final class Layout {
  private static final List<Asset> SHEETS =
      List.of(Asset.STYLE, Asset.CHARTS, Asset.ACTIVITY, Asset.NARROW, Asset.ANSI);
  private static final List<Asset> SCRIPTS =
      List.of(
          Asset.LIVE, Asset.KEYS, Asset.FORMS, Asset.LISTS, Asset.SAVED, Asset.OUTPUT, Asset.TAIL);

  private Layout() {}

  /// A whole document.
  ///
  /// @param topic the page's own; its place in the navigation is marked. Null for none
  public static String page(
      Frame frame, @Nullable Topic topic, String title, DomContent... content) {
    return TagCreator.document(
        html(
                head(frame.theme(), title, files()),
                body(
                        a("Skip to the content").withHref("#main").withClass("skip"),
                        sidebar(frame, topic),
                        div(
                                top(frame, topic),
                                notice(frame),
                                main(content).withId("main").withTabindex(-1))
                            .withClass("page"),
                        Keys.help())
                    .attr("data-address", frame.address())
                    .attr("data-now", frame.now().toString()))
            .withLang("en")
            .attr("data-theme", frame.theme().word()));
  }

  /// A document without navigation: for who is not logged in.
  public static String bare(Theme theme, String title, DomContent... content) {
    return TagCreator.document(
        html(head(theme, title, BareStyle.element()), body(main(content).withId("main")))
            .withLang("en")
            .attr("data-theme", theme.word()));
  }

  private static HeadTag head(Theme theme, String title, DomContent... content) {
    return TagCreator.head(
        meta().withCharset("utf-8"),
        meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
        meta()
            .withName("color-scheme")
            .withContent(theme == Theme.SYSTEM ? "light dark" : theme.word()),
        meta().withName("referrer").withContent("same-origin"),
        title(title + " · QueueCTL"),
        each(content));
  }

  private static DomContent files() {
    return each(
        link().withRel("icon").withType("image/svg+xml").withHref(Asset.FAVICON.url()),
        each(SHEETS, sheet -> link().withRel("stylesheet").withHref(sheet.url())),
        each(SCRIPTS, file -> script().withType("module").withSrc(file.url())));
  }

  private static DomContent sidebar(Frame frame, @Nullable Topic topic) {
    return nav(
            a(icon("logo"), span("QueueCTL"))
                .withHref("/")
                .withClass("brand")
                .attr("aria-label", "QueueCTL"),
            ul(
                each(
                    Arrays.stream(Topic.values())
                        .filter(each -> each != Topic.ENQUEUE || frame.maySubmit())
                        .filter(each -> each != Topic.SESSIONS || frame.visitor().owns())
                        .map(each -> entry(frame, each, each == topic)))),
            div(
                    div(Stored.line(frame.visitor().name()), text(", " + frame.visitor().grant())),
                    form(button("Log out").withType("submit").withClass("button quiet small"))
                        .withMethod("post")
                        .withAction("/logout"),
                    zone(frame),
                    div(Stored.line(frame.store())).withTitle(Stored.plain(frame.store())))
                .withClass("store"))
        .withClass("sidebar")
        .withId("pages")
        .attr("popover") // on a narrow screen; on a wide one it is always there
        .attr("aria-label", "Pages");
  }

  private static DomContent entry(Frame frame, Topic topic, boolean current) {
    var link =
        a(icon(topic.name().toLowerCase(Locale.ROOT)), span(topic.title()))
            .withHref(topic.path())
            .attr("data-key", topic.key());
    if (topic == Topic.DLQ && frame.dead() > 0) {
      link.with(text(" "), span(Numbers.grouped(frame.dead())).withClass("count"));
    }
    return li(current ? link.attr("aria-current", "page") : link);
  }

  /// In which zone times are shown. The page's script offers the reader's own, or the queue's.
  private static DomContent zone(Frame frame) {
    return form(
            span("Times in " + When.zoneId(frame)),
            Parts.hidden("back", frame.address()),
            button("")
                .withType("submit")
                .withName("zone")
                .withValue("")
                .withClass("button quiet small")
                .attr("hidden"))
        .withMethod("post")
        .withAction("/zone")
        .withClass("zone")
        .withData("zone", When.zoneId(frame));
  }

  private static DomContent top(Frame frame, @Nullable Topic topic) {
    var here = topic == null ? "Pages" : topic.title();
    return header(
            button(icon("menu"), span(here))
                .withType("button")
                .withClass("button menu")
                .attr("popovertarget", "pages")
                .attr("aria-label", topic == null ? here : "Pages, now " + here),
            form(input()
                    .withType("search")
                    .withName("text")
                    .withId("search")
                    .isRequired()
                    .withPlaceholder("Find jobs by id or command")
                    .withMaxlength("200")
                    .attr("aria-label", "Find jobs by id or command")
                    .attr("aria-keyshortcuts", "/"))
                .withAction("/jobs")
                .withMethod("get")
                .withClass("search")
                .attr("role", "search"),
            frame.readOnly() ? span("read-only").withClass("chip") : text(""),
            span().withId("live-note").attr("aria-live", "polite"),
            button(span().withClass("dot"), span("Live"))
                .withType("button")
                .withId("live")
                .withClass("button quiet")
                .attr("aria-pressed", "true")
                .attr("hidden"),
            themes(frame))
        .withClass("top");
  }

  private static DomContent themes(Frame frame) {
    return form(
            Parts.hidden("back", frame.address()),
            each(
                Arrays.stream(Theme.values())
                    .map(
                        theme ->
                            button(icon("theme-" + theme.word()))
                                .withType("submit")
                                .withName("theme")
                                .withValue(theme.word())
                                .withTitle("Colours: " + theme.word())
                                .attr("aria-label", "Colours: " + theme.word())
                                .attr("aria-pressed", Boolean.toString(theme == frame.theme())))))
        .withMethod("post")
        .withAction("/theme")
        .withClass("themes");
  }

  /// Stays in sight: whoever acts far down on a page is led back there. The way to be rid of it is
  /// the page without it.
  private static DomContent notice(Frame frame) {
    var notice = frame.notice();
    return notice == null
        ? text("")
        : div(
                icon(notice.good() ? "completed" : "dead"),
                span(Stored.whole(notice.text())).attr("role", notice.good() ? "status" : "alert"),
                a("×").withHref(frame.address()).withClass("dismiss").attr("aria-label", "Dismiss"))
            .withClasses("notice", "said", notice.good() ? "good" : "bad");
  }
}
