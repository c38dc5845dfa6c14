package dev.queuectl.web.browser;

import dev.queuectl.JobState;
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
import dev.queuectl.web.request.OwnAddress;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request from a browser.
record PageRequest(Context context, DashboardContext dashboard) {
  private static final int LONGEST_FIELD = 200;
  private static final String OPEN = "Queuectl-Live";

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

  /// Where a list goes on, which is `cursor` here as in the API.
  ///
  /// @param older what it was called before
  String cursor(String older) {
    var cursor = query("cursor");
    var other = query(older);
    if (!cursor.isEmpty() && !other.isEmpty()) {
      throw new QueueException.Invalid(
          "cursor and %s mean the same".formatted(older), "Use one of them.");
    }
    return cursor.isEmpty() ? other : cursor;
  }

  /// The queue as whoever asks sees it: in their time zone.
  ServedQueue served() {
    return dashboard.served().in(this::zone);
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

  boolean may(Right right) {
    return caller().may(right);
  }

  Frame frame() {
    return frameAt(address());
  }

  /// For a page that answers a form: there it is read again.
  Frame frameAt(String address) {
    var store = dashboard.served().store();
    return frame(address, store.jobs().counts().getOrDefault(JobState.DEAD, 0L));
  }

  /// @param dead how many jobs are
  Frame frame(long dead) {
    return frame(address(), dead);
  }

  /// It asks nothing of a store that may be what has failed.
  Frame frameOfError(String address) {
    return frame(address, 0);
  }

  private Frame frame(String address, long dead) {
    return new Frame(
        address,
        ThemeRoutes.theme(context),
        !may(Right.CHANGE),
        may(Right.SUBMIT),
        new Visitor(caller().login().name(), caller().grant().word(), may(Right.OWN)),
        Said.taken(context),
        dashboard.served().home().toString(),
        dead,
        dashboard.served().now(),
        zone());
  }

  /// In which the reader sees times, and writes them.
  ZoneId zone() {
    return ZoneRoutes.zone(context).orElseGet(dashboard.served().zone());
  }

  /// As the page is read again.
  private String address() {
    var query = context.queryString() == null ? "" : Said.without(context.queryString());
    return query.isEmpty() ? context.path() : context.path() + "?" + query;
  }

  /// Where a form leads back to: the list from which one came, with its filter and its page.
  String back(String otherwise) {
    return OwnAddress.of(context.formParam("back"), otherwise);
  }

  /// The same, as an address says it.
  String backAsked(String otherwise) {
    return OwnAddress.of(context.queryParam("back"), otherwise);
  }

  /// Whether the page is open and only wants to know what is different now.
  boolean isOpen() {
    return context.header(OPEN) != null;
  }

  /// Whether it shows the output of that attempt.
  boolean shows(int attempt) {
    return Integer.toString(attempt).equals(context.header(OPEN));
  }

  void show(String html) {
    context.html(isOpen() ? LiveParts.of(html) : html);
  }

  /// Shows what was typed once more, with what is wrong.
  void showAgain(String html) {
    context.status(HttpStatus.BAD_REQUEST);
    show(html);
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
    context.redirect(Said.at(to, new Notice(good, sentence), context), HttpStatus.SEE_OTHER);
  }
}
