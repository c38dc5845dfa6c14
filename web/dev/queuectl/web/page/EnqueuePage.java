package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.label;
import static j2html.TagCreator.p;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;

import dev.queuectl.FieldKind;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.Typed;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `/enqueue`: a form for one job, in the words of the command line.
public final class EnqueuePage {
  /// The [Job#seq] of the job that the new one is like.
  public static final String LIKE = "like";

  /// Whether its environment is kept.
  public static final String SAME_ENVIRONMENT = "same_env";

  private final Typed typed;

  private EnqueuePage(Typed typed) {
    this.typed = typed;
  }

  /// @param like the job that it was filled in from
  public static String html(Typed typed, Optional<Job> like, Frame frame) {
    return Layout.page(
        frame,
        Topic.ENQUEUE,
        "Enqueue",
        Parts.heading("Enqueue a job"),
        new EnqueuePage(typed).whole(like));
  }

  private DomContent whole(Optional<Job> like) {
    var more =
        details(
            summary("More options"),
            fields(JobField.Place.FURTHER),
            stdin(),
            each(flags().map(flag -> FormFields.check(flag.key(), flag.hint(), typed))));
    return form(
            Parts.wrong(typed),
            command(),
            fields(JobField.Place.USUAL),
            typed.value(LIKE).isEmpty() ? text("") : environment(like),
            isAnyGiven() ? more.attr("open") : more,
            div(
                    button("Enqueue").withType("submit").withClass("button primary"),
                    a("Back").withHref("/jobs").withClass("button quiet").attr("data-list"))
                .withClass("buttons"),
            p("It runs under the shell, with the environment and the permissions of its worker.")
                .withClass("muted"))
        .withMethod("post")
        .withAction("/enqueue")
        .withClass("card enqueue");
  }

  private DomContent command() {
    var name = JobField.COMMAND.key();
    var area =
        textarea("\n" + typed.value(name)) // HTML takes away the first line break
            .withName(name)
            .withRows("4")
            .withPlaceholder("pg_dump -Fc shop -f shop.dump")
            .attr("spellcheck", "false")
            .attr("required");
    return label(
        span("Command"),
        FormFields.marked(typed.isWrong() ? area : area.attr("autofocus"), name, typed),
        FormFields.problem(name, typed));
  }

  /// Whether something stands where it would be folded away.
  private boolean isAnyGiven() {
    return Arrays.stream(JobField.values())
        .filter(field -> field.place() == JobField.Place.FURTHER)
        .anyMatch(
            field ->
                typed.problem(field.key()) != null
                    || typed.isWrong() && !typed.value(field.key()).isEmpty());
  }

  private DomContent fields(JobField.Place place) {
    return div(each(
            Arrays.stream(JobField.values())
                .filter(field -> field.place() == place && isLine(field))
                .map(
                    field ->
                        FormFields.line(
                            field.key(), Parts.words(field.key()), field.hint(), typed))))
        .withClass("fields");
  }

  private static Stream<JobField> flags() {
    return Arrays.stream(JobField.values())
        .filter(field -> isFlag(field) && field.place() != JobField.Place.NOWHERE);
  }

  private static boolean isLine(JobField field) {
    return !isFlag(field) && field != JobField.STDIN;
  }

  private static boolean isFlag(JobField field) {
    return field.kind() instanceof FieldKind.Flag;
  }

  /// Bytes that are no text are carried along as they are.
  private DomContent stdin() {
    var bytes = typed.value(JobField.STDIN_BASE64.key());
    return bytes.isEmpty()
        ? FormFields.area(JobField.STDIN.key(), "stdin", 3, JobField.STDIN.hint(), typed)
        : label(
            span("stdin"),
            Parts.hidden(JobField.STDIN_BASE64.key(), bytes),
            small("the same bytes as that job").withClass("muted"),
            FormFields.problem(JobField.STDIN_BASE64.key(), typed));
  }

  /// Its values may be secrets: the new job is given the same without anybody seeing them.
  private DomContent environment(Optional<Job> like) {
    var has =
        like.map(job -> !job.env().isEmpty() || job.surroundings().environment() != null)
            .orElse(true);
    if (!has) {
      return Parts.hidden(LIKE, typed.value(LIKE));
    }
    return div(
            Parts.hidden(LIKE, typed.value(LIKE)),
            FormFields.check(SAME_ENVIRONMENT, "With the environment of that job", typed),
            small(each(text("Not shown, since it may hold secrets"), own(like), text(".")))
                .withClass("muted"))
        .withClass("same-env");
  }

  private static DomContent own(Optional<Job> like) {
    var names = like.map(job -> job.env().keySet().stream().sorted().toList()).orElse(List.of());
    return names.isEmpty()
        ? text("")
        : each(
            text("; its own variables are "),
            each(names, name -> each(Stored.code(name), text(" "))));
  }
}
