package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.web.page.EnqueuePage;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Notice;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `/enqueue`: the form.
final class EnqueueRoutes implements Section {
  private static final String PATH = "/enqueue";
  private static final int LONGEST_PATH = 4000;

  private final DashboardContext dashboard;

  EnqueueRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Right.SUBMIT, this::show), Route.post(PATH, Right.SUBMIT, this::enqueue));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var like = request.query("like");
    var values = like.isEmpty() ? Map.<String, String>of() : values(JobRoutes.job(dashboard, like));
    request.show(EnqueuePage.html(values, request.frame()));
  }

  private Map<String, String> values(Job job) {
    var values = new HashMap<String, String>();
    var again = JobDraft.again(job, dashboard.served().now());
    for (var field : JobField.values()) {
      var word = again.word(field);
      if (word != null) {
        values.put(field.key(), word);
      }
    }
    dashboard.stdin(job).ifPresent(stdin -> put(values, stdin));
    return values;
  }

  /// A form would change other line breaks.
  private static void put(Map<String, String> values, Stdin stdin) {
    var text = stdin.text().filter(it -> it.indexOf('\r') < 0 && it.indexOf('\0') < 0);
    values.put(
        (text.isPresent() ? JobField.STDIN : JobField.STDIN_BASE64).key(),
        text.orElseGet(() -> Base64.getEncoder().encodeToString(stdin.bytes())));
  }

  private void enqueue(Context context) {
    var request = new PageRequest(context, dashboard);
    try {
      var job = draft(request).toJob(defaults());
      var id = dashboard.jobs().enqueue(List.of(job), false, request.caller()).ids().getFirst();
      request.leave(true, "Enqueued " + id + ".", Addresses.job(id));
    } catch (QueueException.Invalid e) {
      again(request, 400, FailureText.of(e));
    } catch (QueueException.Duplicate e) {
      again(
          request, 409, "A job with this id exists already. Choose another id, or leave it empty.");
    }
  }

  /// The form as it was filled in, with what is wrong.
  private void again(PageRequest request, int status, String problem) {
    var values = new HashMap<String, String>();
    request
        .context()
        .formParamMap()
        .forEach((name, given) -> values.put(name, String.join(" ", given)));
    var frame = request.frame();
    request.context().status(status);
    request.show(EnqueuePage.html(values, saying(frame, problem)));
  }

  private static Frame saying(Frame frame, String sentence) {
    return new Frame(
        frame.address(),
        frame.theme(),
        frame.readOnly(),
        frame.maySubmit(),
        frame.visitor(),
        new Notice(false, sentence),
        frame.store(),
        frame.dead(),
        frame.now(),
        frame.zone());
  }

  private static JobDraft draft(PageRequest request) {
    var draft = new JobDraft();
    for (var field : JobField.values()) {
      switch (field) {
        case ENV -> {}
        case COMMAND -> JobRoutes.put(draft, field, request.command());
        case STDIN -> JobRoutes.put(draft, field, request.stdin());
        case STDIN_BASE64 ->
            JobRoutes.put(draft, field, request.field(field.key(), 2 * Stdin.MOST_BYTES));
        case CWD -> JobRoutes.put(draft, field, request.field(field.key(), LONGEST_PATH));
        default -> JobRoutes.put(draft, field, request.field(field.key()));
      }
    }
    return draft;
  }

  private JobDefaults defaults() {
    var served = dashboard.served();
    return JobDefaults.of(
        served.now(), served.zone(), served.cwd(), served.store().config().settings());
  }
}
