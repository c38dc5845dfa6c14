package dev.queuectl.web.page;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Map;

/// `/config`: the defaults that are kept with the queue.
public final class ConfigPage {
  private ConfigPage() {}

  public static String html(Settings settings, Frame frame) {
    return Layout.page(
        frame,
        Topic.CONFIG,
        "Configuration",
        Parts.heading("Configuration"),
        p("Kept with the queue. What a job leaves out is filled in from here when it is enqueued, and then stays.")
            .withClass("muted"),
        div(table(
                    thead(
                        tr(
                            th("Key"),
                            th("Value"),
                            th("Default").withClass("num"),
                            th("Meaning").withClass("wide"))),
                    tbody(
                        each(
                            Arrays.stream(Setting.values())
                                .map(setting -> row(setting, settings, frame)))))
                .withClass("rows config"))
            .withClass("scroll sheet")
            .withTabindex(0));
  }

  private static DomContent row(Setting setting, Settings settings, Frame frame) {
    var isSet = settings.set().containsKey(setting);
    return tr(
            td(
                j2html.TagCreator.code(setting.key()),
                isSet ? each(text(" "), span("set").withClass("chip")) : text("")),
            td(frame.readOnly()
                    ? Stored.code(settings.text(setting))
                    : each(change(setting, settings), isSet ? reset(setting) : text("")))
                .withClass("nowrap"),
            td(j2html.TagCreator.code(setting.defaultValue())).withClass("num"),
            td(setting.meaning()).withClass("wide"))
        .withId("setting-" + setting.key())
        .attr("data-row");
  }

  private static DomContent change(Setting setting, Settings settings) {
    return form(
            Parts.hidden("key", setting.key()),
            input()
                .withType("text")
                .withName("value")
                .withValue(settings.text(setting))
                .withSize("12")
                .withMaxlength("100")
                .attr("autocomplete", "off")
                .attr("aria-label", setting.key()),
            button("Set").withType("submit").withClass("button small"))
        .withMethod("post")
        .withAction("/config/set")
        .withClass("inline");
  }

  private static DomContent reset(Setting setting) {
    return Parts.action("/config/reset", "Reset", Map.of("key", setting.key()));
  }
}
