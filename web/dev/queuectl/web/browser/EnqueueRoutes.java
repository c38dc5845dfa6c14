package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.store.JobRef;
import dev.queuectl.tie.Dependency;
import dev.queuectl.web.page.EnqueuePage;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/enqueue`: the form.
final class EnqueueRoutes implements Section {
  private static final String PATH = "/enqueue";
  private static final String SAME_ENVIRONMENT = EnqueuePage.SAME_ENVIRONMENT;
  private static final String LIKE = EnqueuePage.LIKE;

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
    var job = like.isEmpty() ? Optional.<Job>empty() : Optional.of(JobRoutes.job(dashboard, like));
    var typed = job.map(this::values).map(Typed::of).orElse(Typed.NOTHING);
    request.show(EnqueuePage.html(typed, job, request.frame()));
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
    values.put(LIKE, Long.toString(job.seq()));
    values.put(SAME_ENVIRONMENT, "true");
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
    var form = new JobForm(new PageRequest(context, dashboard));
    form.take(Arrays.asList(JobField.values()), field -> field != JobField.ENV);
    if (!form.words().containsKey(JobField.COMMAND)) {
      form.wrong(JobField.COMMAND.key(), "Give the job a command to run.");
    }
    var defaults = defaults(form.request());
    form.check(draft -> (draft.has(JobField.COMMAND) ? draft : any(draft)).toJob(defaults));
    var like = like(form);
    if (form.isWrong()) {
      again(form, like, 400);
    } else {
      enqueue(form, like, defaults);
    }
  }

  /// To check the other fields.
  private static JobDraft any(JobDraft draft) {
    return draft.put(JobField.COMMAND, "true");
  }

  private void enqueue(JobForm form, Optional<Job> like, JobDefaults defaults) {
    var request = form.request();
    try {
      var draft = form.draft();
      var job = draft.toJob(defaults.in(environment(form, draft, like)));
      var added = dashboard.jobs().enqueue(List.of(job), false, request.caller());
      var id = added.ids().getFirst();
      var said =
          added.twins().isEmpty() ? "Enqueued %s." : "Its key is taken by %s; nothing was added.";
      request.leave(true, said.formatted(id), Addresses.job(id));
    } catch (QueueException.Duplicate e) {
      if (form.draft().has(JobField.UNIQUE)) {
        form.wrong(JobField.UNIQUE.key(), FailureText.of(e));
      } else {
        form.wrong(
            JobField.ID.key(),
            "A job with this id exists already. Choose another id, or leave it empty.");
      }
      again(form, like, 409);
    } catch (QueueException.NotFound | QueueException.WrongState e) {
      form.wrong(after(form).key(), FailureText.of(e));
      again(form, like, 409);
    } catch (QueueException.Invalid e) {
      form.wrong(JobField.COMMAND.key(), FailureText.of(e));
      again(form, like, 400);
    }
  }

  /// What it was to wait for cannot be waited for.
  private static JobField after(JobForm form) {
    return Arrays.stream(Dependency.Kind.values())
        .map(JobField::after)
        .filter(form::has)
        .findFirst()
        .orElse(JobField.COMMAND);
  }

  /// The very one that the other job has, with its own variables: nobody has to see them.
  private Surroundings environment(JobForm form, JobDraft draft, Optional<Job> like) {
    if (!isSame(form) || like.isEmpty()) {
      return Surroundings.NONE;
    }
    like.get().env().forEach(draft::putEnv);
    return stored(like.get()).map(Surroundings::of).orElse(Surroundings.NONE);
  }

  private static boolean isSame(JobForm form) {
    return form.plain(SAME_ENVIRONMENT).equals("true");
  }

  private Optional<JobEnvironment> stored(Job job) {
    return Optional.ofNullable(job.surroundings().environment())
        .flatMap(dashboard.served().store().jobs()::environment);
  }

  /// The job whose environment can be kept. By now it may be gone, and then it cannot.
  private Optional<Job> like(JobForm form) {
    var seq = form.plain(LIKE);
    if (seq.isEmpty()) {
      return Optional.empty();
    }
    var ref = new JobRef.Itself(Numbers.whole(LIKE, seq, 1, Long.MAX_VALUE));
    var job = dashboard.served().store().jobs().find(ref);
    if (isSame(form) && (job.isEmpty() || isLost(job.get()))) {
      form.wrong(
          SAME_ENVIRONMENT, "It is no longer stored. Untick this to enqueue the job without it.");
    }
    return job;
  }

  private boolean isLost(Job job) {
    return job.surroundings().environment() != null && stored(job).isEmpty();
  }

  /// The form as it was filled in, with all that is wrong.
  private static void again(JobForm form, Optional<Job> like, int status) {
    var request = form.request();
    request.context().status(status);
    request.show(EnqueuePage.html(form.typed(), like, request.frame()));
  }

  private JobDefaults defaults(PageRequest request) {
    var served = dashboard.served();
    return JobDefaults.of(
        served.now(), request::zone, served.cwd(), served.store().config().settings());
  }
}
