package dev.queuectl.cli.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Cli.Ran;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final String IDLE =
      "queuectl: no worker is running, and without one nothing happens: queuectl worker start\n";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private Ran add(String name, String cron, String... more) {
    var words = new String[more.length + 4];
    System.arraycopy(new String[] {"schedule", "add", name, cron}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return cli.run(words);
  }

  @Test
  void a_schedule_says_when_it_runs_and_waits_for_a_worker() {
    var ran = add("nightly", "30 2 * * *", "./backup.sh", "--tz", "Europe/Berlin");
    assertThat(ran.out())
        .isEqualTo(
            "nightly: at 02:30 every day, Europe/Berlin. Next: Tue 2 Jun 02:30, Wed 3 Jun"
                + " 02:30.\n");
    assertThat(ran.err()).isEqualTo(IDLE);
    var list =
        """
        NAME     CRON        TZ             NEXT             LAST JOB  COMMAND
        nightly  30 2 * * *  Europe/Berlin  Tue 2 Jun 02:30  -         ./backup.sh
        """;
    assertThat(cli.run("schedule", "list").out()).isEqualTo(list);
    assertThat(cli.run("schedule").out()).isEqualTo(list);
    assertThat(cli.run("schedules").out()).isEqualTo(list);
    assertThat(cli.run("cron", "ls").out()).isEqualTo(list);
  }

  @Test
  void everything_is_in_its_json() {
    var ran =
        add(
            "sync",
            "every 15m",
            "--tz",
            "UTC",
            "--queue",
            "io",
            "--timeout",
            "10m",
            "--jitter",
            "30s",
            "--pause-after",
            "3",
            "--until",
            "2027-01-01",
            "--catch-up",
            "all",
            "--overlap",
            "allow",
            "--env",
            "A=b",
            "--cwd",
            "/",
            "--json",
            "--",
            "rsync",
            "-a",
            "i o");
    assertThat(ran.out())
        .isEqualTo(
            """
            {"name": "sync", "cron": "every 15m", "tz": "UTC", "from": "2026-06-01T08:00:00.000Z", \
            "command": "rsync -a 'i o'", "cwd": "/", "env": {"A": "b"}, "queue": "io", \
            "timeout": 600, "catch_up": "all", "catch_up_window": 604800, "overlap": "allow", \
            "jitter": 30, "pause_after": 3, "late": null, "until": "2027-01-01T00:00:00.000Z", \
            "next_at": "2026-06-01T08:15:00.000Z", "last_at": null, "last_job": null, \
            "skipped": 0, "missed": 0, "completed_for": null, "paused_at": null, "pause_reason": null, \
            "created_at": "2026-06-01T08:00:00.000Z", "updated_at": "2026-06-01T08:00:00.000Z"}
            """);
    assertThat(cli.run("schedule", "list", "--json").out()).doesNotContain("\"A\"");
    assertThat(cli.run("schedule", "show", "sync", "--show-env").out())
        .contains("runs: every 15m", "timeout: 10m", "env: A=b");
  }

  @Test
  void the_form_of_others_is_accepted_and_gets_a_name() {
    assertThat(cli.run("schedule", "--command", "/opt/backup.sh -v", "--cron", "0 1 * * *").out())
        .startsWith("backup: at 01:00 every day, ");
    assertThat(cli.run("schedule", "--cron=@hourly", "--command", "backup").out())
        .startsWith("backup-2: at minute 0 of every hour, ");
  }

  @Test
  void a_job_of_it_can_be_had_at_once() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC");
    var id = cli.run("schedule", "run", "nightly").line();
    assertThat(id).isEqualTo("nightly@2026-06-01T08:00Z");
    assertThat(cli.run("show", id, "--json").out())
        .contains("\"schedule\": \"nightly\", \"scheduled_for\": \"2026-06-01T08:00:00.000Z\"");
    assertThat(cli.run("schedule", "run", "nightly").line())
        .isEqualTo("nightly@2026-06-01T08:00:00.001Z");
    assertThat(cli.run("schedule", "show", "nightly").out())
        .contains("job: nightly@2026-06-01T08:00Z pending\n");
  }

  @Test
  void it_is_paused_resumed_and_removed() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC");
    assertThat(cli.run("schedule", "pause", "nightly", "disk", "full").out())
        .isEqualTo("Paused nightly.\n");
    assertThat(cli.run("schedule", "list").out()).contains("paused: disk full");
    var next = cli.run("schedule", "next", "nightly");
    assertThat(next.out()).isEmpty();
    assertThat(next.err())
        .isEqualTo("queuectl: it is paused. Resume it with: queuectl schedule resume nightly\n");
    cli.clock = InstantSource.fixed(Cli.NOW.plusSeconds(7 * 86_400));
    assertThat(cli.run("schedule", "resume", "nightly").out())
        .isEqualTo("Resumed nightly. Next: Tue 9 Jun 02:30.\n");
    assertThat(cli.run("schedule", "next", "nightly", "-n", "2").lines())
        .containsExactly("2026-06-09T02:30Z", "2026-06-10T02:30Z");
    assertThat(cli.run("schedule", "remove", "nightly").out()).isEqualTo("Removed nightly.\n");
    assertThat(cli.run("events").out())
        .contains("schedule-add", "schedule-pause", "schedule-resume", "schedule-remove");
  }

  @Test
  void it_is_changed_and_what_was_given_before_stays() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC", "--queue", "mail", "--jitter", "5m");
    var ran = cli.run("schedule", "edit", "nightly", "--cron", "0 3 * * *", "--jitter", "default");
    assertThat(ran.out())
        .isEqualTo(
            "Changed nightly: at 03:00 every day, UTC. Next: Tue 2 Jun 03:00, Wed 3 Jun 03:00.\n");
    assertThat(cli.run("schedule", "show", "nightly").out())
        .contains("queue: mail", "command: true")
        .doesNotContain("jitter");
    assertThat(cli.run("schedule", "edit", "nightly").code()).isEqualTo(2);
  }

  @Test
  void times_that_have_passed_can_be_made_up_for() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC");
    var span = new String[] {"--from", "2026-05-30", "--to", "2026-06-01"};
    assertThat(
            cli.run("schedule", "backfill", "nightly", span[0], span[1], span[2], span[3]).lines())
        .containsExactly("nightly@2026-05-30T02:30Z", "nightly@2026-05-31T02:30Z");
    var again = cli.run("schedule", "backfill", "nightly", span[0], span[1], span[2], span[3]);
    assertThat(again.err()).isEqualTo("queuectl: Enqueued 0 jobs; 2 were there already.\n");
    assertThat(
            cli.run(
                    "schedule",
                    "backfill",
                    "nightly",
                    "--from",
                    "2026-01-01",
                    "--to",
                    "2026-02-01",
                    "--dry-run")
                .lines())
        .hasSize(31);
    assertThat(
            cli.run("schedule", "backfill", "nightly", "--from", "1d", "--to", "2027-01-01").code())
        .isEqualTo(2);
  }

  @Test
  void lines_of_a_crontab_become_schedules_and_the_others_are_named() {
    cli.in(
        """
        # m h dom mon dow command
        SHELL=/bin/bash
        MAILTO=root
        PATH="/usr/local/bin:/usr/bin"

        */5 * * * * /opt/bin/poll.sh >/dev/null 2>&1
        0 3 * * 1-5 mail -s "report" me%Hello%World \\%x
        @reboot /opt/start.sh
        61 * * * * bad
        0 0 1,15 * 5 cd /srv && /opt/bin/poll.sh --deep
        30 2 * * *
        """);
    var ran = cli.run("schedule", "import", "--crontab", "-", "--tz", "UTC");
    assertThat(ran.lines())
        .containsExactly(
            "poll: every 5 minutes, UTC. Next: Mon 1 Jun 08:05.",
            "mail: at 03:00 on Monday to Friday, UTC. Next: Tue 2 Jun 03:00.",
            "poll-2: at 00:00 on days 1 and 15 of the month or on Friday, UTC."
                + " Next: Fri 5 Jun 00:00.");
    assertThat(ran.err().lines())
        .containsExactly(
            "queuectl: line 3: MAILTO is left out: output is kept, and no mail is sent",
            "queuectl: line 8: a queue has no boot: use queuectl service install: @reboot"
                + " /opt/start.sh",
            "queuectl: line 9: the minute \"61\" cannot be read: it is one of 0 to 59:"
                + " 61 * * * * bad",
            "queuectl: line 11: five fields and a command are expected: 30 2 * * *",
            "queuectl: added 3 schedules; 3 lines could not be taken.");
    assertThat(ran.code()).isEqualTo(1);
    var id = cli.run("schedule", "run", "mail").line();
    assertThat(cli.run("show", id).out())
        .contains(
            "command: mail -s \"report\" me\n", "shell: /bin/bash", "clean_env: true", "stdin:");
  }

  @Test
  void what_was_printed_can_be_added_to_another_queue() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC", "--queue", "mail", "--env", "A=b");
    add("other", "every 15m", "true", "--tz", "UTC");
    cli.run("schedule", "pause", "other", "why");
    var printed = cli.run("schedule", "list", "--jsonl", "--show-env").out();
    cli.run("schedule", "remove", "nightly");
    cli.run("schedule", "remove", "other");
    assertThat(cli.in(printed).run("schedule", "import", "-").err())
        .isEqualTo("queuectl: added 2 schedules.\n");
    assertThat(cli.run("schedule", "list", "--jsonl", "--show-env").out()).isEqualTo(printed);
    var again = cli.in(printed).run("schedule", "import", "-");
    assertThat(again.err()).contains("there is a schedule \"nightly\" already");
    assertThat(again.code()).isEqualTo(1);
    assertThat(cli.in("{}\n{").run("schedule", "import", "-").code()).isEqualTo(2);
  }

  @Test
  void what_looks_like_a_user_column_is_no_command() {
    cli.in("TZ=Asia/Tokyo\nMAILTO=\"\"\n17 * * * *\troot\ttest -x /usr/sbin/anacron || true\n");
    var ran = cli.run("schedule", "import", "--crontab", "-");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: each command begins with root, as in /etc/crontab and /etc/cron.d, where"
                + " that is the user. If it is here, use --user-column.\n");
    cli.in("TZ=Asia/Tokyo\nCRON_TZ=UTC\nMAILTO=\"\"\n@daily test -x /usr/sbin/anacron || a%b\n");
    var own = cli.run("schedule", "import", "--crontab", "-");
    assertThat(own.line()).startsWith("anacron: at 00:00 every day, UTC.");
    assertThat(own.err()).isEqualTo("queuectl: added 1 schedule.\n");
    assertThat(cli.run("schedule", "show", "anacron", "--show-env").out())
        .contains("env: TZ=Asia/Tokyo\n", "stdin: 2 bytes\n");
  }

  @Test
  void export_and_import_take_schedules_along_with_what_their_jobs_read() {
    cli.in("a\nb\n");
    add("nightly", "30 2 * * *", "cat", "--tz", "UTC", "--env", "A=b", "--stdin", "-");
    add("other", "every 15m", "true", "--tz", "UTC", "--late", "1h");
    cli.run("schedule", "pause", "other", "why");
    cli.run("enqueue", "true", "--id", "j");
    var before = cli.run("schedule", "list", "--jsonl", "--show-env").out();
    assertThat(before).contains("\"stdin\": \"a\\nb\\n\"");
    var printed = cli.run("export").out();
    assertThat(printed.lines()).hasSize(3);
    assertThat(cli.run("export", "--state", "pending").lines()).hasSize(1);
    var again = cli.in(printed).run("import", "-");
    assertThat(again.code()).isEqualTo(1);
    cli.run("schedule", "remove", "other");
    var rest = cli.in(printed).run("import", "-", "--skip-existing");
    assertThat(rest.out()).isEqualTo("Imported 0 jobs and 1 schedule.\n");
    assertThat(cli.run("schedule", "list", "--jsonl", "--show-env").out()).isEqualTo(before);
    var id = cli.run("schedule", "run", "nightly").line();
    assertThat(cli.run("show", id).out()).contains("stdin: 4 bytes");
  }

  @Test
  void lines_of_others_are_left_to_them() {
    var me = System.getProperty("user.name");
    cli.in("@daily %s true\n@daily somebody true\n".formatted(me));
    var ran = cli.run("schedule", "import", "--crontab", "-", "--user-column", "--dry-run");
    assertThat(ran.lines()).hasSize(1);
    assertThat(ran.err())
        .contains("line 2: it runs as somebody, and you are " + me, "would add 1 schedule");
    assertThat(cli.run("schedule", "list", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void everything_that_shows_the_queue_says_that_nobody_does_what_is_due() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC");
    assertThat(cli.run("why", "nightly").lines())
        .containsExactly(
            "It runs next on Tue 2 Jun at 02:30 UTC (in 18h 30m).",
            "No worker is running, and without one nothing happens.");
    assertThat(cli.run("status").out()).doesNotContain("overdue");
    cli.clock = InstantSource.fixed(Instant.parse("2026-06-02T05:30:00Z"));
    var due = "nightly is due since 3h, and no worker is running";
    assertThat(cli.run("status").out()).contains("schedule_overdue: " + due);
    assertThat(cli.run("status", "--json").out())
        .contains("\"schedules_overdue\": [\"" + due + "\"]");
    assertThat(cli.run("doctor").out()).contains(due);
    assertThat(cli.run("why", "nightly").out()).contains(due + ".\n");
    cli.run("schedule", "pause", "nightly", "moving");
    assertThat(cli.run("why", "nightly").out()).startsWith("It is paused since 0s: moving.\n");
  }

  @Test
  void everything_that_shows_the_queue_says_that_no_run_has_completed_in_time() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC", "--late", "1h");
    assertThat(cli.run("schedule", "show", "nightly").out()).contains("late: 1h\n");
    cli.clock = InstantSource.fixed(Instant.parse("2026-06-02T03:29:59Z"));
    assertThat(cli.run("status").out()).doesNotContain("late");
    cli.clock = InstantSource.fixed(Instant.parse("2026-06-02T05:30:00Z"));
    var late = "nightly is late since 2h: no run for 2026-06-02T02:30Z or later has completed";
    assertThat(cli.run("status").out()).contains("schedule_late: " + late);
    assertThat(cli.run("status", "--json").out()).contains("\"schedules_late\": [\"" + late);
    assertThat(cli.run("doctor").out()).contains(late);
    assertThat(cli.run("why", "nightly").out()).contains(late + ".\n");
    assertThat(cli.run("schedule", "show", "nightly").out()).contains("is_late: " + late);
    assertThat(cli.run("metrics", "--prometheus").out())
        .contains("queuectl_schedule_late{schedule=\"nightly\"} 1.0");
    cli.run("schedule", "pause", "nightly");
    assertThat(cli.run("status").out()).doesNotContain("late");
  }

  @Test
  void names_and_zones_are_completed() {
    add("nightly", "30 2 * * *", "true", "--tz", "UTC");
    assertThat(cli.run("complete", "--", "schedule", "pause", "n").out()).contains("nightly");
    assertThat(cli.run("complete", "--", "schedule", "check", "@daily", "--tz", "Europe/Ber").out())
        .contains("Europe/Berlin");
  }

  @Test
  void an_expression_is_checked_in_words_and_times() {
    var ran = cli.run("schedule", "check", "30 2 * * *", "--tz", "europe/berlin", "-n", "1");
    assertThat(ran.lines())
        .containsExactly("at 02:30 every day, Europe/Berlin", "2026-06-02T02:30+02:00");
    cli.clock = InstantSource.fixed(Instant.parse("2027-03-27T12:00:00Z"));
    assertThat(
            cli.run("schedule", "check", "30 2 * * *", "--tz", "Europe/Berlin", "-n", "2").lines())
        .endsWith("2027-03-28T03:00+02:00 (moved: clocks skip it)", "2027-03-29T02:30+02:00");
    assertThat(cli.run("schedule", "check", "@daily", "--tz", "UTC", "-n", "1", "--json").out())
        .isEqualTo(
            "[\n{\"time\": \"2027-03-28T00:00:00.000Z\", \"local\": \"2027-03-28T00:00Z\","
                + " \"note\": null}\n]\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add a '0 30 2 * * *' true | 2 | five fields: minute hour day month weekday; for less than"
            + " a minute say every 10s.",
        "add a @reboot true | 2 | a queue has no boot: use queuectl service install.",
        "add a '0 0 30 2 *' true | 2 | that never happens.",
        "add a @daily true --tz Europe/Berln | 2 | there is no time zone \"Europe/Berln\". Did you"
            + " mean Europe/Berlin?",
        "add a @daily true --until 2026-06-01T09:00Z --tz UTC | 2 | that never happens until"
            + " 2026-06-01T09:00Z.",
        "add a @daily true --unique k | 2 | there is no option --unique. See queuectl schedule add"
            + " --help.",
        "add a @daily true --overlap some | 2 | unknown overlap \"some\". It is one of skip,"
            + " queue, allow, replace.",
        "add a @daily true --catch-up some | 2 | unknown catch_up \"some\". It is one of none,"
            + " last, all.",
        "add a @daily true --queue a/b | 2 | the queue name \"a/b\" cannot be used. Use 1 to 64"
            + " letters, digits and _ . : -, beginning with a letter, a digit or _.",
        "add a/b @daily true | 2 | the schedule name \"a/b\" cannot be used. Use 1 to 64 letters,"
            + " digits and _ . : -, beginning with a letter, a digit or _.",
        "add a @daily | 2 | the command is missing. Give the job a command to run.",
        "add a b c d e | 2 | there are 2 words too many. Quote the expression and the command:"
            + " queuectl schedule add NAME 'CRON' 'CMD'.",
        "add there @daily true | 1 | there is a schedule \"there\" already; nothing was added."
            + " Choose another name, or remove that one first.",
        "show ther | 1 | there is no schedule \"ther\". Did you mean there?",
        "run none-such | 1 | there is no schedule \"none-such\".",
        "check 'every soon' | 2 | the interval \"soon\" is not a duration. Write 90, 90s, 10m,"
            + " 2h30m or 1d.",
        "check @daily -n 0 | 2 | count must be between 1 and 1000, was 0.",
      })
  void refuses_in_a_sentence(String line, int code, String why) {
    add("there", "@daily", "true");
    var words = ("schedule " + line).split(" (?=(?:[^']*'[^']*')*[^']*$)");
    for (var i = 0; i < words.length; i++) {
      words[i] = words[i].replace("'", "");
    }
    var ran = cli.run(words);
    assertThat(ran.err()).isEqualTo("queuectl: " + why + "\n");
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).isEmpty();
  }
}
