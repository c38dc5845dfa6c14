package dev.queuectl.cli.top;

import static dev.queuectl.cli.top.TopSample.after;
import static dev.queuectl.cli.top.TopSample.data;
import static dev.queuectl.cli.top.TopSample.scope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.top.TopState.Opened;
import dev.queuectl.cli.top.TopState.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopKeysTest {
  private static TopAction action(TopState state, String key) {
    return TopKeys.press(state, key, scope()).action();
  }

  @Test
  void the_first_job_is_selected_until_another_is() {
    assertThat(action(after(), "r")).isEqualTo(new TopAction.Retry("run-a"));
    assertThat(action(after("j"), "C")).isEqualTo(new TopAction.Cancel("run-b"));
    assertThat(action(after("j", "j", "j", "up"), "C")).isEqualTo(new TopAction.Cancel("run-a"));
    assertThat(action(after("tab", "end"), "D")).isEqualTo(new TopAction.Delete("again"));
    assertThat(action(after("back-tab", "down"), "r")).isEqualTo(new TopAction.Retry("dead-a"));
    assertThat(action(after("tab", "tab", "tab"), "r")).isEqualTo(new TopAction.Retry("run-a"));
  }

  @Test
  void a_selection_stays_with_its_job_and_then_with_its_place() {
    var state = after("tab", "j");
    var ids = List.of("x", "y", "wait-b");
    assertThat(state.place(TopPane.WAITING, ids)).isEqualTo(2);
    assertThat(state.place(TopPane.WAITING, ids.subList(0, 2))).isEqualTo(1);
    assertThat(state.place(TopPane.WAITING, ids.subList(0, 1))).isZero();
    assertThat(state.place(TopPane.WAITING, List.of())).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"c,C", "d,D"})
  void small_letters_change_nothing_that_cannot_be_undone(String small, String capital) {
    var step = TopKeys.press(after(), small, scope());
    assertThat(step.action()).isEqualTo(new TopAction.None());
    assertThat(step.state().message()).startsWith("Press " + capital + ", a capital letter, to ");
  }

  /// Else who deletes the last job of a list and presses once more deletes one of another list.
  @ParameterizedTest
  @ValueSource(strings = {"C", "D", "r", "R"})
  void what_is_selected_because_a_list_has_gone_is_acted_on_only_when_chosen(String key) {
    var onRunning = TopKeys.press(after(), "D", scope());
    assertThat(onRunning.action()).isEqualTo(new TopAction.Delete("run-a"));
    var strayed = onRunning.state().in(TopPane.WAITING);
    var step = TopKeys.press(strayed, key, scope());
    assertThat(step.action()).isEqualTo(new TopAction.None());
    assertThat(step.state().message()).contains("is selected now. Press Up or Down first.");
    assertThat(action(step.state(), key)).isEqualTo(new TopAction.None());
    var chosen = TopKeys.press(step.state(), "up", scope()).state();
    assertThat(action(chosen, key)).isNotEqualTo(new TopAction.None());
  }

  @Test
  void a_filter_takes_every_letter() {
    var typed = after("/", "q", "C", "backspace", "j");
    assertThat(typed.filter()).isEqualTo("qj");
    assertThat(typed.typing()).isTrue();
    assertThat(after("/", "x", "enter"))
        .matches(state -> state.filter().equals("x") && !state.typing());
    assertThat(after("/", "x", "escape").filter()).isEmpty();
    assertThat(after("/", "x", "enter", "escape").filter()).isEmpty();
    assertThat(action(after("/", "m", "a", "k", "e", "enter"), "r"))
        .isEqualTo(new TopAction.Retry("run-b"));
    assertThat(action(after("/", "\ud83d\ude80", "backspace", "backspace", "enter"), "q"))
        .isEqualTo(new TopAction.Quit());
    assertThat(
            TopKeys.press(after("/", "n", "o", "n", "e", "enter"), "r", scope()).state().message())
        .isEqualTo("No job is selected.");
  }

  @Test
  void pages_open_scroll_within_bounds_and_close() {
    assertThat(after("enter").opened()).isEqualTo(new Opened(Page.STORY, "run-a", 0));
    assertThat(after("enter", "l").opened()).isEqualTo(new Opened(Page.LOG, "run-a", 0));
    assertThat(after("l", "enter").opened()).isEqualTo(new Opened(Page.STORY, "run-a", 0));
    assertThat(after("l", "k", "k", "j").opened()).isEqualTo(new Opened(Page.LOG, "run-a", 1));
    assertThat(after("l", "j").opened()).isEqualTo(new Opened(Page.LOG, "run-a", 0));
    assertThat(after("enter", "end").opened()).isEqualTo(new Opened(Page.STORY, "run-a", 90));
    assertThat(after("l", "home").opened()).isEqualTo(new Opened(Page.LOG, "run-a", 90));
    assertThat(after("?").opened()).isEqualTo(new Opened(Page.HELP, "", 0));
    assertThat(action(after("enter"), "C")).isEqualTo(new TopAction.Cancel("run-a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "escape", "left", "backspace"})
  void what_is_open_is_closed_before_anything_else(String key) {
    var step = TopKeys.press(after("enter"), key, scope());
    assertThat(step.action()).isEqualTo(new TopAction.None());
    assertThat(step.state().opened()).isNull();
  }

  @Test
  void help_acts_on_no_job() {
    assertThat(action(after("?"), "C")).isEqualTo(new TopAction.None());
    assertThat(after("?", "C").opened()).isNull();
  }

  @Test
  void pauses_and_goes_on() {
    assertThat(after("p").paused()).isTrue();
    assertThat(after("p", " ").paused()).isFalse();
  }

  @Test
  void an_empty_list_has_nothing_to_select() {
    var empty = new TopKeys.Scope(data(TopLists.NONE), 0, 10);
    assertThat(TopKeys.press(after(), "j", empty).state().chosen()).isEmpty();
    assertThat(TopKeys.press(after(), "enter", empty).state().opened()).isNull();
  }
}
