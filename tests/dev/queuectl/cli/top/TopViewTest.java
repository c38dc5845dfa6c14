package dev.queuectl.cli.top;

import static dev.queuectl.JobState.DEAD;
import static dev.queuectl.cli.top.TopSample.after;
import static dev.queuectl.cli.top.TopSample.data;
import static dev.queuectl.cli.top.TopSample.job;
import static dev.queuectl.cli.top.TopSample.screen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.worker.UsualRuns;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopViewTest {

  @Test
  void shows_everything_at_the_usual_size() {
    assertThat(screen(TopState.START, data(), 80, 24))
        .containsExactly(
            "queuectl /var/lib/queue.db                                              10:00:00",
            "pending 1,000,000   processing 2   completed 0   failed 0   dead 2   cancelled 0",
            "0.0/s completed |                                        | oldest waiting 1m 30s",
            "-- Running 2 -------------------------------------------------------------------",
            "w1 2/4  4 done, mean 0.5s  vm, pid 4711",
            "> 1   run-a 10s     #####..... 10s left    sleep 9",
            "  2   run-b 20s                            make all",
            "-- Waiting 1,000,000 (3 shown) -------------------------------------------------",
            "  wait-a next      p0   1/3   make all",
            "  wait-b next      p0   1/3   tar cf x.tar x",
            "  again  again 4s  p0   1/3   curl x",
            "-- Dead 2 ----------------------------------------------------------------------",
            "  dead-b 1/3   09:59:00   exit code 7          bad",
            "  dead-a 1/3   09:59:00   exit code 7          worse",
            "-- Finished 0 ------------------------------------------------------------------",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "q quit  Enter open  Tab list  l log  r retry  C cancel  / find  D delete  ? more");
  }

  @ParameterizedTest
  @CsvSource({"80,24", "200,50", "40,10", "20,5", "1,1", "80,15", "69,16", "500,100"})
  void fits_every_size(int width, int height) {
    for (var state : List.of(TopState.START, after("?"), after("l"), after("/", "x"))) {
      var lines = screen(state, data(many(500)), width, height);
      assertThat(lines).hasSize(height);
      assertThat(lines).allMatch(line -> TextWidth.of(line) <= width);
    }
  }

  private static List<Job> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> job(i, "job-" + i, "sleep " + i, JobState.PROCESSING))
        .toList();
  }

  @Test
  void a_small_screen_has_room_for_the_list_with_the_keys() {
    var lines = screen(after("tab"), data(), 40, 10);
    assertThat(lines).anyMatch(line -> line.startsWith("-- Waiting 1,000,000"));
    assertThat(lines).noneMatch(line -> line.startsWith("-- Running"));
    assertThat(lines).contains("> wait-a next      p0   make all");
  }

  @Test
  void a_large_screen_says_more() {
    var lines = screen(TopState.START, data(), 200, 50);
    assertThat(lines).contains("> 1   run-a 10s     #####..... 10s left    default      sleep 9");
    assertThat(lines).contains("  wait-a next      p0   1/3   default      1m 43s    make all");
  }

  @Test
  void lists_share_the_lines_and_follow_what_is_selected() {
    var down = new String[70];
    Arrays.fill(down, "j");
    var state = TopState.START;
    var data = data(many(100));
    var scope = new TopKeys.Scope(data, 0, 0);
    for (var key : down) {
      state = TopKeys.press(state, key, scope).state();
    }
    var lines = screen(state, data, 80, 24);
    assertThat(lines).anyMatch(line -> line.startsWith("> 70  job-70 "));
    assertThat(lines).contains("  wait-a next      p0   1/3   make all");
    assertThat(lines).anyMatch(line -> line.startsWith("  dead-a "));
  }

  @Test
  void what_others_have_written_moves_no_cursor_and_breaks_no_line() {
    var hostile = "echo \u001b[2J\u0007\n\u202e日本語🚀".repeat(20);
    var data =
        data(
            List.of(
                job(1, "日本", hostile, JobState.PROCESSING),
                job(2, "b", "\u009b31m", JobState.PROCESSING)));
    for (var width : List.of(40, 80, 81, 82, 83)) {
      var lines = screen(TopState.START, data, width, 24);
      assertThat(lines).hasSize(24);
      assertThat(String.join("", lines))
          .contains("\\x1b[2J\\x07")
          .doesNotContainPattern("\\p{Cntrl}");
      assertThat(lines).allMatch(line -> TextWidth.of(line) <= width);
    }
    assertThat(screen(TopState.START, data, 80, 24))
        .contains("  2   b    20s                            \\x9b31m");
  }

  @Test
  void filters_sorts_and_says_so() {
    assertThat(screen(after("/", "m", "a", "k"), data(), 80, 24))
        .contains("Filter: mak_")
        .anyMatch(line -> line.startsWith("-- Running 1 of 2 --"))
        .anyMatch(line -> line.startsWith("-- Waiting 1 of 1,000,000 (3 looked through) --"))
        .anyMatch(line -> line.startsWith("-- Dead 0 of 2 --"))
        .anyMatch(line -> line.contains("run-b"))
        .anyMatch(line -> line.contains("wait-a"))
        .noneMatch(line -> line.contains("run-a"))
        .noneMatch(line -> line.contains("dead-a"));
    assertThat(screen(after("s"), data(), 80, 24))
        .contains("Sorted: longest first.")
        .containsSubsequence(
            "> 2   run-b 20s                            make all",
            "  1   run-a 10s     #####..... 10s left    sleep 9")
        .noneMatch(line -> line.startsWith("w1 "));
  }

  @Test
  void a_job_is_selected_as_long_as_there_is_any() {
    var dead = List.of(job(7, "dead-b", "bad", DEAD), job(6, "dead-a", "worse", DEAD));
    var lists = new TopLists(List.of(), List.of(), List.of(), List.of(), dead, List.of());
    var data = data(lists);
    assertThat(screen(TopState.START, data, 80, 24)).anyMatch(line -> line.startsWith("> dead-b "));
    var scope = new TopKeys.Scope(data, 0, 0);
    assertThat(TopKeys.press(TopState.START, "r", scope).action())
        .isEqualTo(new TopAction.Retry("dead-b"));
    var below = TopKeys.press(TopState.START, "j", scope).state();
    assertThat(TopKeys.press(below, "tab", scope).state().pane()).isEqualTo(TopPane.DEAD);
    assertThat(screen(TopKeys.press(below, "tab", scope).state(), data, 80, 10))
        .anyMatch(line -> line.startsWith("> dead-a "));
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 20, 33, 40, 60, 80, 97, 98, 200})
  void the_footer_has_whole_keys_and_says_where_the_others_are(int width) {
    for (var state : List.of(TopState.START, after("enter"), after("/"), after("?"))) {
      var whole = screen(state, data(), 200, 24).getLast();
      var footer = screen(state, data(), width, 24).getLast();
      assertThat(footer.length()).isLessThanOrEqualTo(width);
      assertThat(whole.split("  ")).containsAll(keys(footer));
      if (!footer.equals(whole) && whole.endsWith("? help")) {
        assertThat(footer).endsWith("? more");
      }
    }
    assertThat(screen(TopState.START, data(), 60, 24).getLast())
        .isEqualTo("q quit  Enter open  Tab list  l log  r retry  / find  ? more");
  }

  private static List<String> keys(String footer) {
    return Arrays.stream(footer.split("  "))
        .filter(key -> !key.isEmpty() && !key.equals("? more"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {34, 60, 80, 160})
  void the_help_is_broken_between_words_below_its_column(int width) {
    var lines = TopHelp.lines(width);
    assertThat(lines).allMatch(line -> line.length() <= width);
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("retry a job that is dead, failed, completed or cancelled", "in it, has usually");
    var ends = lines.indexOf("");
    assertThat(lines.subList(0, ends))
        .allMatch(line -> line.matches(width < 40 ? "\\S.{0,13}|  \\S.*" : "(\\S.{15} |  ).*"));
  }

  @Test
  void the_help_of_an_opened_job_leads_back_to_it() {
    var opened = after("enter", "?");
    assertThat(opened.opened()).isEqualTo(new TopState.Opened(TopState.Page.HELP, "run-a", 0));
    assertThat(after("enter", "?", "q").opened()).isEqualTo(after("enter").opened());
    assertThat(after("?", "q").opened()).isNull();
  }

  @Test
  void a_bar_learns_from_the_same_command_whatever_its_numbers_only() {
    var learned = UsualRuns.of(List.of(completed("frame 12 --of film", 30)));
    assertThat(learned.of(job(1, "a", "frame 13 --of film", JobState.PROCESSING)))
        .contains(Duration.ofSeconds(30));
    assertThat(learned.of(job(1, "a", "frame 13 --of other", JobState.PROCESSING))).isEmpty();
    assertThat(learned.of(job(1, "a", "frame", JobState.PROCESSING))).isEmpty();
    var both =
        UsualRuns.of(
            List.of(completed("sleep 9", 9), completed("sleep 90", 90), completed("sleep 90", 90)));
    assertThat(both.of(job(1, "a", "sleep 9", JobState.PROCESSING)))
        .contains(Duration.ofSeconds(9));
    assertThat(both.of(job(1, "a", "sleep 5", JobState.PROCESSING)))
        .contains(Duration.ofSeconds(90));
  }

  private static Job completed(String command, long seconds) {
    return job(
        9,
        "c",
        command,
        JobState.COMPLETED,
        null,
        TopSample.NOW.minusSeconds(seconds),
        TopSample.NOW);
  }

  @Test
  void a_long_message_takes_more_lines() {
    var state = TopState.START.saying("the job cannot be cancelled: " + "why ".repeat(30) + "END");
    var lines = screen(state, data(), 80, 24);
    assertThat(lines).hasSize(24);
    assertThat(lines.getLast()).endsWith("END");
    assertThat(screen(state, data(), 80, 1)).hasSize(1);
  }

  @Test
  void pages_scroll() {
    assertThat(screen(after("enter"), data(), 80, 12))
        .startsWith("-- run-a " + "-".repeat(71), "line 0")
        .contains("line 9")
        .doesNotContain("line 10");
    assertThat(screen(after("enter", "j", "page-down"), data(), 80, 12)).contains("line 11");
    assertThat(screen(after("l"), data(), 80, 12)).contains("line 99").doesNotContain("line 89");
    assertThat(screen(after("l", "k"), data(), 80, 12))
        .contains("line 98")
        .doesNotContain("line 99");
  }

  @Test
  void says_what_is_in_the_way() {
    var data = data();
    var full =
        new TopData(
            data.counts(),
            List.of(),
            data.lists(),
            List.of(),
            Optional.of("1 MiB free"),
            Optional.empty(),
            UsualRuns.NONE);
    assertThat(screen(TopState.START, full, 80, 24))
        .contains("Claiming is paused: 1 MiB free", "worker gone: others will take over");
  }

  @Test
  void colours_only_where_they_are_wanted() {
    var line = ScreenLine.of(Style.RED, "red").add(" plain").highlighted(12);
    assertThat(line.text(12, false).toAnsi()).isEqualTo("red plain   ");
    assertThat(line.text(12, true).toAnsi()).isEqualTo("\u001b[7mred plain   \u001b[0m");
    assertThat(ScreenLine.of(Style.RED, "red").text(2, true).toAnsi())
        .isEqualTo("\u001b[31mre\u001b[0m");
  }
}
