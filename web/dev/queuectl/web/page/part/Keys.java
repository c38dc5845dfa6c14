package dev.queuectl.web.page.part;

import static j2html.TagCreator.button;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.dialog;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.kbd;

import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the keyboard does, as the `?` key shows it.
final class Keys {
  private static final List<Map.Entry<String, String>> KEYS =
      List.of(
          Map.entry("/", "search"),
          Map.entry("j", "next row"),
          Map.entry("k", "previous row"),
          Map.entry("Enter", "open the row"),
          Map.entry("x", "select the row"),
          Map.entry("n", "next page, or newer rows"),
          Map.entry("p", "previous page"),
          Map.entry("l", "pause or resume live updates"),
          Map.entry("?", "this help"),
          Map.entry("Esc", "leave"));

  private Keys() {}

  static DomContent help() {
    return dialog(
            h2("Keyboard"),
            dl(
                each(
                    Stream.concat(
                        KEYS.stream().map(key -> line(key.getKey(), key.getValue())),
                        Arrays.stream(Topic.values())
                            .map(page -> line("g " + page.key(), page.title()))))),
            form(button("Close").withType("submit").withClass("button")).withMethod("dialog"))
        .withId("help")
        .attr("aria-label", "Keyboard");
  }

  private static DomContent line(String keys, String meaning) {
    return each(
        dt(each(Arrays.stream(keys.split(" ")).map(key -> (DomContent) kbd(key)))), dd(meaning));
  }
}
