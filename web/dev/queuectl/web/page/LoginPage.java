package dev.queuectl.web.page;

import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Theme;

/// `/login`: for who came without the address that `queuectl dashboard` has printed.
public final class LoginPage {
  /// The field that says where one was going.
  public static final String NEXT = "next";

  private LoginPage() {}

  /// @param problem why the last try failed; empty at first
  /// @param next where one was going
  public static String html(Theme theme, String problem, String next) {
    return Layout.bare(
        theme,
        "Log in",
        form(
                h1("QueueCTL"),
                problem.isEmpty()
                    ? text("")
                    : p(problem).withClass("notice bad").attr("role", "alert"),
                next.equals("/") ? text("") : Parts.hidden(NEXT, next),
                label(
                    span("Token"),
                    input()
                        .withType("password")
                        .withName("token")
                        .withMaxlength("200")
                        .attr("autocomplete", "current-password")
                        .attr("required")
                        .attr("autofocus")),
                button("Log in").withType("submit").withClass("button primary"),
                p(
                        text("For a link that logs you in, type "),
                        code("queuectl dashboard link"),
                        text(" where the queue is. Or enter a token."))
                    .withClass("muted"))
            .withMethod("post")
            .withAction("/login")
            .withClass("card login"));
  }
}
