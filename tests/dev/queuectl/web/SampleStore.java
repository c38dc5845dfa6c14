package dev.queuectl.web;

import dev.queuectl.ByHand;
import dev.queuectl.Event;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.Setting;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.schedule.Timetable;
import dev.queuectl.store.Grant;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fills a store with what a week of use leaves, always the same: for screenshots, and for tests
/// that look at every page.
final class SampleStore {
  static final Duration LEASE = Duration.ofDays(30);
  private static final List<String> COMMANDS =
      List.of(
          "pg_dump -Fc shop -f /backups/shop.dump",
          "./bin/thumbnails --size 1200 img/%04d.jpg",
          "python3 train.py --epochs 20 --seed %d",
          "curl -fsS https://api.example.org/v1/sync?page=%d",
          "ffmpeg -i in/%04d.mov -c:v libx264 out/%04d.mp4",
          "make report MONTH=2026-05",
          "gzip -9 logs/app-%d.log");

  private final Served served;
  private final Random random = new Random(7);
  private int made;

  SampleStore(Served served) {
    this.served = served;
  }

  /// A day of work, some of which failed, and four jobs that run now.
  void busy() {
    join("w0t5d8g1c9tm", 4, Set.of());
    join("w0t5d9k2f4xa", 2, Set.of("media"));
    for (var minute = 24 * 60; minute > 0; minute -= 4) {
      work(Served.NOW.minus(Duration.ofMinutes(minute)), minute < 300 && minute > 240 ? 0.5 : 0.06);
    }
    stubborn();
    running();
    IntStream.range(0, 37).forEach(_ -> enqueue(Served.NOW.minusSeconds(random.nextInt(90)), null));
    waiting();
    served.store.queues().change("billing", new Pause("tax rates are being changed", ago(25)));
    served.store.queues().change("media", new Limit(2));
    schedule("nightly-backup", "30 2 * * *", COMMANDS.getFirst(), null);
    schedule("monthly-report", "0 6 1 * *", "make report", "the printer is away");
    schedule("sync", "every 15m", "curl -fsS https://api.example.org/v1/sync", null);
    served.store.config().set(Map.of(Setting.MAX_RETRIES, "4"));
    served.lookAtTheDead();
    events();
    visitors();
  }

  private void schedule(String name, String cron, String command, @Nullable String paused) {
    var now = Served.NOW.minus(Duration.ofDays(1));
    var made =
        Schedule.made(
            name,
            Timetable.of(cron, now),
            ZoneId.of("Europe/Berlin"),
            now,
            new ScheduledJob(command, "/srv", Map.of(), Map.of(), Surroundings.NONE),
            ScheduleRules.USUAL,
            now);
    var shown = paused == null ? made.from(Served.NOW) : made.paused(now, paused);
    served.store.schedules().put(shown);
  }

  void join(String id, int slots, Set<String> queues) {
    var until = Served.NOW.plus(LEASE);
    served
        .store
        .workers()
        .join(
            new Worker(
                id,
                "atlas",
                Identities.self(),
                slots,
                queues,
                ago(60 * 30),
                ago(0),
                until,
                null,
                1840,
                5_400_000));
  }

  static Instant ago(long minutes) {
    return Served.NOW.minus(Duration.ofMinutes(minutes));
  }

  /// Some jobs that come and end around a time.
  void work(Instant at, double failing) {
    var jobs = 2 + random.nextInt(5) + (int) (4 * Math.sin(at.getEpochSecond() / 9000.0) + 4);
    for (var i = 0; i < jobs; i++) {
      var came = at.plusMillis(random.nextInt(60_000));
      enqueue(came, null);
      var started = came.plusMillis((long) Math.exp(3 + 6 * random.nextDouble()));
      var job = claim(started);
      var ended = started.plusMillis((long) Math.exp(5 + 6.5 * random.nextDouble()));
      end(job, random.nextDouble() < failing, ended);
    }
  }

  /// Fails three times, with growing waits, and is buried.
  private void stubborn() {
    add("sync-orders", "./sync.sh --all orders", "default", ago(9), ago(9), 50);
    for (var number = 1; number <= 3; number++) {
      var start = ago(9).plusSeconds(10L + number * number * 18);
      var job = claim(start);
      var timesOut = number == 2;
      Outcome outcome =
          timesOut ? new Outcome.TimedOut(Duration.ofSeconds(20)) : new Outcome.Failed(75);
      var end = start.plusSeconds(timesOut ? 20 : 4 + number);
      var transition =
          number == 3
              ? new Transition.Bury(outcome.describe(), true)
              : new Transition.Retry(end.plusSeconds(1));
      print(
          job,
          "connecting to orders.example.org\n\u001b[33mattempt %d\u001b[0m\n".formatted(number),
          "\u001b[31msync: orders.example.org: temporary failure\u001b[0m\n");
      var ending = new Ending(job, outcome, transition, end, 60, 50);
      served
          .store
          .workers()
          .exchange(
              new Exchange(
                  "w0t5d8g1c9tm",
                  List.of(ending),
                  List.of(),
                  Set.of(),
                  null,
                  end,
                  Served.NOW.plus(LEASE)));
    }
  }

  private void enqueue(Instant at, @Nullable String id) {
    var kind = random.nextInt(COMMANDS.size());
    var command = COMMANDS.get(kind).formatted(made % 997, made % 997);
    var queue = kind == 4 ? "media" : kind == 0 ? "backup" : "default";
    add(id == null ? "%s-%04d".formatted(queue, made) : id, command, queue, at, at, 0);
    made++;
  }

  void add(String id, String command, String queue, Instant at, Instant runAt, int priority) {
    var job =
        new NewJob(
            id,
            command,
            queue,
            priority,
            3,
            JobPolicy.CONFIGURED,
            "/srv/app",
            Map.of(),
            runAt,
            false);
    served.store.jobs().enqueue(List.of(job).iterator(), false, at);
  }

  Job claim(Instant at) {
    var exchange =
        new Exchange(
            "w0t5d8g1c9tm",
            List.of(),
            List.of(random.nextInt(4)),
            Set.of(),
            null,
            at,
            Served.NOW.plus(LEASE));
    return served.store.workers().exchange(exchange).claimed().getFirst();
  }

  private void end(Job job, boolean fails, Instant at) {
    Outcome outcome = fails ? new Outcome.Failed(1 + random.nextInt(2)) : new Outcome.Succeeded();
    var buried = fails && random.nextInt(3) > 0;
    var transition =
        buried
            ? new Transition.Bury(outcome.describe(), true)
            : fails
                ? new Transition.Retry(Served.NOW.plus(Duration.ofMinutes(random.nextInt(50))))
                : new Transition.Complete();
    var error =
        job.command().startsWith("curl")
            ? "curl: (22) The requested URL returned error: 503\n"
            : "Error: cannot open '" + job.id() + "': No such file or directory\n";
    print(job, "starting " + job.id() + "\n", fails ? error : "");
    var ending = new Ending(job, outcome, transition, at, 20, fails ? error.length() : 0);
    served
        .store
        .workers()
        .exchange(
            new Exchange(
                "w0t5d8g1c9tm",
                List.of(ending),
                List.of(),
                Set.of(),
                null,
                at,
                Served.NOW.plus(LEASE)));
  }

  private void waiting() {
    add(
        "nightly-report",
        "make report MONTH=2026-06",
        "default",
        ago(30),
        Served.NOW.plus(Duration.ofHours(14)),
        0);
    add("invoice-4711", "./invoice.sh 4711", "billing", ago(20), ago(20), 0);
    add("invoice-4712", "./invoice.sh 4712", "billing", ago(19), ago(19), 0);
    add(
        "urgent-fix",
        "./deploy.sh --canary 10 && ./deploy.sh --all",
        "default",
        ago(1),
        ago(1),
        10);
    ByHand.hold(served.store.jobs(), "urgent-fix", ago(0));
  }

  void running() {
    var jobs = IntStream.range(0, 4).mapToObj(slot -> claimIn(slot, ago(slot * 3L + 1))).toList();
    print(jobs.getFirst(), buildOutput(), "warning: 2 deprecated options\n");
  }

  private Job claimIn(int slot, Instant at) {
    var came = at.minusSeconds(2 + slot);
    var command = COMMANDS.get(1 + slot % 3).formatted(made % 997, made % 997);
    add("default-%04d".formatted(made), command, "default", came, came, 0);
    made++;
    var exchange =
        new Exchange(
            "w0t5d8g1c9tm",
            List.of(),
            List.of(slot),
            Set.of("default"),
            null,
            at,
            Served.NOW.plus(LEASE));
    return served.store.workers().exchange(exchange).claimed().getFirst();
  }

  private static String buildOutput() {
    var text = new StringBuilder("\u001b[1m== build ==\u001b[0m\n");
    for (var i = 1; i <= 60; i++) {
      text.append(
          "\u001b[32m  ok\u001b[0m  compile src/module%02d.c \u001b[2m(%d ms)\u001b[0m\n"
              .formatted(i, 40 + i * 7 % 90));
    }
    text.append(
        "\u001b[33mwarning\u001b[0m: unused variable \u001b[4mcount\u001b[0m in"
            + " src/module17.c:42\n");
    text.append("\u001b[38;5;208mlinking\u001b[0m  10%\r\u001b[38;5;208mlinking\u001b[0m  70%\n");
    return text.append(
            "\u001b[1;31merror\u001b[0m: undefined symbol \u001b[36m`resize`\u001b[0m, trying"
                + " again\n")
        .toString();
  }

  void print(Job job, String stdout, String stderr) {
    try {
      var output = served.logs.output(job.seq(), job.lastAttempt());
      Files.createDirectories(output.stdout().getParent());
      Files.writeString(output.stdout(), stdout);
      Files.writeString(output.stderr(), stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void visitors() {
    var access = served.store.access();
    var anna = access.addToken("anna", Grant.FULL, ago(60 * 50));
    access.addToken("grafana", Grant.READ_ONLY, ago(60 * 24 * 20));
    var login = access.token(anna).orElseThrow().login();
    access.beginSession(
        login, "192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101", ago(95));
  }

  void events() {
    var events = served.store.events();
    events.record(
        new Event(ago(300), "anna", "127.0.0.1", "retry", null, "group 4k7t2m8x: 14 changed"));
    events.record(
        new Event(
            ago(120), "ci", "127.0.0.1", "enqueue", "nightly-report", "make report MONTH=2026-06"));
    events.record(
        new Event(ago(25), "anna", "127.0.0.1", "pause", "billing", "tax rates are being changed"));
    events.record(new Event(ago(2), "anna", "127.0.0.1", "hold", "urgent-fix", null));
  }

  /// Everything that others write holds what others might want it to hold.
  void hostile() {
    var worker = "w<script>alert(1)</script>";
    served
        .store
        .workers()
        .join(
            new Worker(
                worker,
                "host\u202e<img src=x onerror=alert(2)>\u001b[31m",
                Identities.self(),
                2,
                Set.of(),
                ago(5),
                ago(0),
                Served.NOW.plus(LEASE),
                null,
                1,
                1));
    add("plain", HOSTILE, "q.1", ago(9), ago(9), 0);
    add(
        "a/b=c@d+e:f",
        "echo '\u202e\u2066 txt.exe'; printf '\\033]0;title\\007'",
        "q:2-x",
        ago(8),
        ago(8),
        0);
    add("long", "echo " + "x".repeat(120_000), "default", ago(7), ago(7), 0);
    add("zalgo", "echo Z" + "\u0335\u0321\u034e".repeat(400), "default", ago(6), ago(6), 0);
    hostileAttempt(worker, new Transition.Bury(HOSTILE, true));
    hostileAttempt(worker, new Transition.Retry(Served.NOW.plusSeconds(600)));
    served.lookAtTheDead();
    served.store.queues().change("q.1", new Pause(HOSTILE, ago(3)));
    served.store.events().record(new Event(ago(1), HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE));
    var access = served.store.access();
    var token = access.addToken(HOSTILE, Grant.FULL, ago(1));
    var login = access.token(token).orElseThrow().login();
    access.beginSession(login, HOSTILE, HOSTILE, ago(1));
  }

  /// The job whose output is most telling.
  static String running(Served served) {
    return served.store.jobs().list(JobQuery.newest(50, JobState.PROCESSING)).getLast().id();
  }

  /// A job that has failed more than once.
  static String retried(Served served) {
    return served.store.jobs().list(JobQuery.newest(50, JobState.DEAD)).stream()
        .filter(job -> job.lastAttempt() > 1)
        .findFirst()
        .orElseThrow()
        .id();
  }

  static final String HOSTILE =
      "<script>window.hacked=1</script><img src=x"
          + " onerror=\"window.hacked=2\">'\"&\u202eevil\u2066\u001b[31mred\u001b]0;title\u0007\r\n"
          + "\u200bend";

  private void hostileAttempt(String worker, Transition transition) {
    var at = ago(4);
    var until = Served.NOW.plus(LEASE);
    var job =
        served
            .store
            .workers()
            .exchange(new Exchange(worker, List.of(), List.of(0), Set.of(), null, at, until))
            .claimed()
            .getFirst();
    print(job, output(), HOSTILE + "\n" + "\u202e".repeat(3000) + "\n");
    var ending =
        new Ending(job, new Outcome.NotStarted(HOSTILE), transition, ago(3), 50 << 20, 4000);
    served
        .store
        .workers()
        .exchange(new Exchange(worker, List.of(ending), List.of(), Set.of(), null, ago(3), until));
  }

  /// A line of 50 MB, and sequences that would move, rename, link and hide at a terminal.
  private static String output() {
    return HOSTILE
        + "\n"
        + "\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007 \u001b[8mhidden\u001b[0m"
        + " \u001b[30;40mblack\u001b[0m \u001bPdcs\u001b\\ \u009b31mc1\n"
        + "\u001b[2J\u001b[Hcleared \u001b[999999999Cfar \u001b]52;c;cm0gLXJm\u0007clipboard\n"
        + "y".repeat(50 << 20)
        + "\n<b>last</b> line\n";
  }
}
