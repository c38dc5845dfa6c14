package dev.queuectl.web.page;

import static j2html.TagCreator.button;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.Typed;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.HashMap;

/// `/config`: the defaults that are kept with the queue, as one form: whoever changes several saves
/// them all or none.
public final class ConfigPage {
  private final Settings settings;
  private final Typed typed;
  private final Frame frame;

  private ConfigPage(Settings settings, Typed typed, Frame frame) {
    this.settings = settings;
    this.typed = typed;
    this.frame = frame;
  }

  public static String html(Settings settings, Typed typed, Frame frame) {
    return Layout.page(
        frame,
        Topic.CONFIG,
        "Configuration",
        Parts.heading("Configuration"),
        p("Kept with the queue. What a job leaves out is filled in from here when it is enqueued,"
                + " and then stays.")
            .withClass("muted"),
        Parts.wrong(typed),
        new ConfigPage(settings, typed, frame).html());
  }

  /// What stands in the fields before anybody types: nothing where the default applies.
  public static Typed asItIs(Settings settings) {
    var values = new HashMap<String, String>();
    settings
        .set()
        .forEach(
            (setting, value) -> {
              values.put(setting.key(), value);
              values.put(seen(setting), value);
            });
    return Typed.of(values);
  }

  /// The field that says what stood there when the page was shown: only what was changed is saved.
  public static String seen(Setting setting) {
    return setting.key() + ".seen";
  }

  private DomContent html() {
    var table = div(table()).withClass("scroll sheet").withTabindex(0);
    return frame.readOnly()
        ? table
        : form(
                table,
                div(
                        button("Save").withType("submit").withClass("button primary"),
                        span("Saves what you have changed. An empty field means the default.")
                            .withClass("muted"))
                    .withClass("savebar"))
            .withMethod("post")
            .withAction("/config");
  }

  private DomContent table() {
    return TagCreator.table(
            thead(
                tr(
                    th("Key"),
                    th("Value"),
                    th("Default").withClass("num"),
                    th("Meaning").withClass("wide"))),
            tbody(each(Arrays.stream(Setting.values()).map(this::row))))
        .withClass("rows stacked config");
  }

  private DomContent row(Setting setting) {
    var isSet = settings.set().containsKey(setting);
    return tr(
            td(
                code(setting.key()),
                isSet ? each(text(" "), span("set").withClass("chip")) : text("")),
            td(frame.readOnly() ? Stored.code(settings.text(setting)) : value(setting)),
            td(code(setting.defaultValue())).withClass("num"),
            td(setting.meaning()).withClass("wide"))
        .withId("setting-" + setting.key())
        .attr("data-row");
  }

  private DomContent value(Setting setting) {
    var name = setting.key();
    return each(
        Parts.hidden(seen(setting), typed.value(seen(setting))),
        FormFields.marked(
            input()
                .withType("text")
                .withName(name)
                .withValue(typed.value(name))
                .withPlaceholder(setting.defaultValue())
                .withSize("16")
                .attr("autocomplete", "off")
                .attr("aria-label", name),
            name,
            typed),
        FormFields.problem(name, typed));
  }
}
