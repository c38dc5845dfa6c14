package dev.queuectl.cli.top;

import java.util.List;

/// The page that explains `top`.
final class TopHelp {
  static final List<String> LINES =
      List.of(
          "Up, Down, k, j      select a job (also PgUp, PgDn, Home, End)",
          "Tab, Shift-Tab      the next list, the one before",
          "Enter               open the job: all about it, and its attempts",
          "l                   follow what it prints",
          "r                   retry a job that is dead, failed, completed or cancelled",
          "C                   cancel it: a running one gets TERM and, later, KILL",
          "D                   delete it with its output, unless it runs",
          "s                   sort: usual order, longest first, by command",
          "/                   filter by id, command, queue or error; Esc ends it",
          "p, Space            pause refreshing, go on",
          "q, Ctrl-C           leave, or close what is open",
          "",
          "Capital letters are for what cannot be undone: nobody asks again.",
          "Lists show the first jobs only, however many there are: queuectl list --all shows more.",
          "A bar compares the time so far with what the same command has usually taken lately,",
          "or else the same program.");

  private TopHelp() {}
}
