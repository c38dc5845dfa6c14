package dev.queuectl.cli.top;

import java.util.List;

/// The page that explains `top`.
final class TopHelp {
  static final List<String> LINES =
      List.of(
          "Up, Down, k, j      select a job (also PgUp, PgDn, Home, End)",
          "Tab, Shift-Tab      next list, previous list (empty ones are left out)",
          "Enter               open the job: all its details and attempts",
          "l                   follow its output",
          "r                   retry a job that is dead, failed, completed or cancelled",
          "C                   cancel it: a running job gets TERM and, later, KILL",
          "D                   delete it with its output, unless it is running",
          "s                   sort: usual order, longest first, by command",
          "/                   filter by id, command, queue or error; Esc ends it",
          "p, Space            pause or resume refreshing",
          "q, Ctrl-C           quit, or close what is open",
          "",
          "Capital letters are for what cannot be undone: there is no second question.",
          "What a waiting job waits for: next, a slot; in 5m and again 5m, its time; held, a",
          "person; paused, its queue; limit, another job of its queue. queuectl why ID says more.",
          "Lists show only the first jobs: queuectl list --all shows the rest.",
          "A bar compares the time so far with what the same command, or else the same program,",
          "has usually taken lately.");

  private TopHelp() {}
}
