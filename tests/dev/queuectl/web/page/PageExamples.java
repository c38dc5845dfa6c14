package dev.queuectl.web.page;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Notice;
import dev.queuectl.web.page.part.Theme;
import dev.queuectl.web.page.part.Visitor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What pages are drawn of in tests.
public final class PageExamples {
  static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  private PageExamples() {}

  public static Frame frame() {
    return frame(false, true, null);
  }

  public static Frame frame(boolean readOnly, boolean maySubmit, @Nullable Notice notice) {
    return new Frame(
        "/jobs?state=dead",
        Theme.DARK,
        readOnly,
        maySubmit,
        new Visitor("anna", readOnly ? "read-only" : "full", false),
        notice,
        "/srv/queue",
        3,
        NOW,
        ZoneOffset.UTC);
  }

  public static Job job(String id, JobState state, String command) {
    var isFinal = state.isFinal();
    return new Job(
        7,
        id,
        command,
        state,
        "default",
        0,
        1,
        3,
        0,
        0,
        1,
        JobPolicy.CONFIGURED,
        "/srv",
        Map.of("SECRET", "hunter2"),
        false,
        NOW.minusSeconds(100),
        NOW.minusSeconds(10),
        NOW.minusSeconds(100),
        null,
        NOW.minusSeconds(20),
        isFinal ? NOW.minusSeconds(10) : null,
        null,
        state == JobState.DEAD ? "exit code 7" : null,
        null,
        null,
        null,
        Surroundings.Kept.NONE,
        null);
  }

  static Attempt attempt(int number, @Nullable String outcome) {
    return new Attempt(
        7,
        number,
        "w1",
        0,
        NOW.minusSeconds(20),
        outcome == null ? null : NOW.minusSeconds(10),
        outcome,
        null,
        null,
        null,
        null,
        null,
        10,
        0);
  }

  static Map<JobState, Long> counts(long each) {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, each);
    }
    return counts;
  }
}
