package dev.queuectl.web.browser;

import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobLines;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Notice;
import dev.queuectl.web.page.part.Visitor;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.KnownNames;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request from a browser.
record PageRequest(Context context, DashboardContext dashboard) {
  private static final int LONGEST_NOTICE = 1000;
  private static final int LONGEST_FIELD = 200;
  private static final String NOTICE = "notice";

  RequestParameters parameters() {
    return new RequestParameters(context, dashboard.served());
  }

  Caller caller() {
    return Caller.of(context);
  }

  /// Empty if it is not given.
  String query(String name) {
    return Objects.requireNonNullElse(parameters().text(name), "");
  }

  /// Of a form, without blanks around it; empty if it is not given.
  ///
  /// @throws QueueException.Invalid if it is longer than any of its kind
  String field(String name) {
    return field(name, LONGEST_FIELD);
  }

  String field(String name, int longest) {
    var value = JobLines.stripped(Objects.requireNonNullElse(context.formParam(name), ""));
    if (value.length() > longest) {
      throw new QueueException.Invalid("%s has more than %d characters".formatted(name, longest));
    }
    return value;
  }

  /// The same for a field that is left out or has a value.
  String given(String name, int longest) {
    KnownNames.refuseEmpty(name, context.formParams(name));
    return field(name, longest);
  }

  /// The [dev.queuectl.Job#seq] of the job that a form is about; null if it does not say.
  @Nullable Long seq() {
    var text = field("seq");
    return text.isEmpty() ? null : (Long) Numbers.whole("seq", text, 1, Long.MAX_VALUE);
  }

  /// A command, with its lines as they are in files: forms send them as HTTP has them.
  String command() {
    return field("command", NewJob.MAX_COMMAND_BYTES + 1).replace("\r\n", "\n");
  }

  /// What a job is to read, with its lines as they are in files; empty for nothing.
  String stdin() {
    return Objects.requireNonNullElse(context.formParam(JobField.STDIN.key()), "")
        .replace("\r\n", "\n");
  }

  boolean may(Right right) {
    return caller().may(right);
  }

  Frame frame() {
    var store = dashboard.served().store();
    return frame(store.jobs().counts().getOrDefault(JobState.DEAD, 0L));
  }

  /// @param dead how many jobs are
  Frame frame(long dead) {
    return new Frame(
        address(),
        ThemeRoutes.theme(context),
        !may(Right.CHANGE),
        may(Right.SUBMIT),
        new Visitor(caller().login().name(), caller().grant().word(), may(Right.OWN)),
        notice(),
        dashboard.served().home().toString(),
        dead,
        dashboard.served().now(),
        dashboard.served().zone().get());
  }

  /// As the page is read again.
  private String address() {
    var query = context.queryString();
    return query == null ? context.path() : context.path() + "?" + query;
  }

  /// Not for a page that only reads itself again: it may be another than the one that acted.
  private @Nullable Notice notice() {
    if (context.header("Queuectl-Live") != null) {
      return null;
    }
    var word = Cookies.get(context, NOTICE);
    if (word == null || word.isEmpty()) {
      return null;
    }
    Cookies.set(context, NOTICE, "", 0);
    return new Notice(word.charAt(0) == '+', word.substring(1));
  }

  void show(String html) {
    context.html(html);
  }

  /// Does something, then redirects to a page that says what was done, or why nothing was.
  ///
  /// @param act returns what was done, in a sentence
  /// @param to where one goes then
  void act(String to, Supplier<String> act) {
    try {
      leave(true, act.get(), to);
    } catch (QueueException e) {
      leave(false, FailureText.of(e), to);
    }
  }

  void leave(boolean good, String sentence, String to) {
    var most = Math.min(sentence.length(), LONGEST_NOTICE);
    Cookies.set(context, NOTICE, (good ? "+" : "-") + sentence.substring(0, most), 60);
    context.redirect(to, HttpStatus.SEE_OTHER);
  }
}
