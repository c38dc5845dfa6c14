package dev.queuectl.web.page.part;

import static j2html.TagCreator.each;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.option;
import static j2html.TagCreator.select;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.textarea;

import j2html.tags.DomContent;
import j2html.tags.Tag;
import j2html.tags.specialized.SelectTag;
import java.util.stream.Stream;

/// Fields of forms, each with what is wrong with it. No field limits its length: browsers cut off
/// what is pasted without a word; the server says so.
public final class FormFields {
  private FormFields() {}

  /// @param hint what it may hold; empty for nothing to say
  public static DomContent line(String name, String title, String hint, Typed typed) {
    return label(
            span(title),
            marked(
                input()
                    .withType("text")
                    .withName(name)
                    .withValue(typed.value(name))
                    .attr("autocomplete", "off"),
                name,
                typed),
            hint.isEmpty() ? text("") : small(hint).withClass("muted"),
            problem(name, typed))
        .withCondClass(typed.problem(name) != null, "wrong");
  }

  public static DomContent area(String name, String title, int rows, String hint, Typed typed) {
    return label(
            span(title),
            marked(
                // HTML takes away the first line break.
                textarea("\n" + typed.value(name))
                    .withName(name)
                    .withRows(Integer.toString(rows))
                    .attr("spellcheck", "false"),
                name,
                typed),
            hint.isEmpty() ? text("") : small(hint).withClass("muted"),
            problem(name, typed))
        .withCondClass(typed.problem(name) != null, "wrong");
  }

  public static DomContent check(String name, String title, Typed typed) {
    return label(
            marked(
                input()
                    .withType("checkbox")
                    .withName(name)
                    .withValue("true")
                    .withCondChecked(typed.value(name).equals("true")),
                name,
                typed),
            span(title),
            problem(name, typed))
        .withClass(typed.problem(name) == null ? "check" : "check wrong");
  }

  /// One of several, or all.
  ///
  /// @param chosen empty for all
  public static SelectTag choice(String name, Stream<String> values, String chosen) {
    return select(
            option("all").withValue("").withCondSelected(chosen.isEmpty()),
            each(
                values.map(
                    value ->
                        option(Stored.plain(value))
                            .withValue(value)
                            .withCondSelected(value.equals(chosen)))))
        .withName(name);
  }

  /// A control that says it is wrong to those who cannot see, too, and is where one looks first.
  public static <T extends Tag<T>> T marked(T control, String name, Typed typed) {
    if (typed.problem(name) != null) {
      control.attr("aria-invalid", "true").attr("aria-describedby", id(name));
    }
    return typed.isFirstWrong(name) ? control.attr("autofocus") : control;
  }

  /// What is wrong, beside the field.
  public static DomContent problem(String name, Typed typed) {
    var problem = typed.problem(name);
    return problem == null
        ? text("")
        : each(text(" "), span(Stored.line(problem)).withClass("problem").withId(id(name)));
  }

  private static String id(String name) {
    return "wrong-" + name.replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
