package dev.queuectl.web.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.store.LoginSession;
import dev.queuectl.store.NamedToken;
import dev.queuectl.web.page.part.BrowserName;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/sessions`: which browsers are logged in, and the tokens that were given away.
public final class SessionsPage {
  private static final String END = "/sessions/end";

  private SessionsPage() {}

  /// @param own the id of the visitor's session; null without one
  public static String html(
      List<LoginSession> sessions, List<NamedToken> tokens, @Nullable Long own, Frame frame) {
    return Layout.page(
        frame,
        Topic.SESSIONS,
        "Sessions",
        Parts.heading(
            "Sessions",
            sessions.isEmpty()
                ? text("")
                : Parts.action(END, "End all, also this one", Map.of("all", "yes"))),
        p("Browsers that are logged in to a dashboard of this queue. A session ends when it has not"
                + " been used for 12 hours, and after 7 days.")
            .withClass("muted"),
        sessions.isEmpty() ? p("Nobody is logged in.") : sheet(sessions(sessions, own, frame)),
        Parts.card("Tokens", tokens(tokens, frame)));
  }

  private static DomContent sheet(DomContent table) {
    return div(table).withClass("scroll sheet").withTabindex(0);
  }

  private static DomContent sessions(List<LoginSession> sessions, @Nullable Long own, Frame frame) {
    return table(
            thead(
                tr(
                    th("Who"),
                    th("May"),
                    th("From"),
                    th("Browser").withClass("wide"),
                    th("Since"),
                    th("Last used"),
                    th("Ends"),
                    th(""))),
            tbody(each(sessions, session -> row(session, own, frame))))
        .withClass("rows stacked");
  }

  private static DomContent row(LoginSession session, @Nullable Long own, Frame frame) {
    var isOwn = own != null && own == session.id();
    return tr(
            td(
                Stored.line(session.login().name()),
                isOwn ? each(text(" "), span("this one").withClass("chip")) : text("")),
            td(session.login().grant().word()),
            td(Stored.line(session.origin())),
            td(session.browser() == null ? When.none() : browser(session.browser()))
                .withClass("wide"),
            td(When.ago(session.begunAt(), frame)).withData("label", "since"),
            td(When.ago(session.usedAt(), frame)).withData("label", "last used"),
            td(When.relative(session.endsAt(), frame)).withData("label", "ends"),
            td(Parts.action(END, "End", Map.of("id", Long.toString(session.id())))))
        .withId("session-" + session.id())
        .attr("data-row");
  }

  /// Its name, and what it says of itself, which is all that is known of others.
  private static DomContent browser(String agent) {
    return BrowserName.of(agent)
        .<DomContent>map(
            name -> each(text(name + " "), span(Stored.line(agent)).withClass("muted agent")))
        .orElseGet(() -> Stored.line(agent));
  }

  private static DomContent tokens(List<NamedToken> tokens, Frame frame) {
    return each(
        tokens.isEmpty()
            ? p("Nobody was given a token.")
            : div(table(
                        thead(tr(th("Name").withClass("wide"), th("May"), th("Since"))),
                        tbody(each(tokens, token -> row(token, frame))))
                    .withClass("rows stacked"))
                .withClass("scroll"),
        p(
                text("Add one with "),
                j2html.TagCreator.code("queuectl dashboard token add NAME --read-only"),
                text(", take it back with "),
                j2html.TagCreator.code("queuectl dashboard token revoke NAME"),
                text("."))
            .withClass("muted"));
  }

  private static DomContent row(NamedToken token, Frame frame) {
    return tr(
        td(Stored.line(token.name())).withClass("wide"),
        td(token.grant().word()),
        td(When.ago(token.createdAt(), frame)).withData("label", "since"));
  }
}
