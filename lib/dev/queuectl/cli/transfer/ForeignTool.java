package dev.queuectl.cli.transfer;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The tools whose lists of jobs can be imported. Pure.
enum ForeignTool {
  TSP {
    @Override
    List<ForeignJob> read(String text) {
      return SpoolerList.read(lines(text, "ID "));
    }
  },
  PARALLEL {
    @Override
    List<ForeignJob> read(String text) {
      return ParallelLog.read(lines(text, "Seq\t"));
    }
  },
  PUEUE {
    @Override
    List<ForeignJob> read(String text) {
      return PueueStatus.read(text);
    }
  },

  /// Another tool of this name: its database itself, see [FamilyList].
  QUEUECTL {
    @Override
    List<ForeignJob> read(String text) {
      throw new QueueException.Invalid("a database is not read from a pipe", "Name its file.");
    }
  };

  /// For completion.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(ForeignTool::word).iterator();
    }
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ForeignTool of(String name) {
    return Words.match("source", name, values(), ForeignTool::word);
  }

  /// @throws QueueException.Invalid if the text is none of that tool's
  abstract List<ForeignJob> read(String text);

  private static Stream<String> lines(String text, String header) {
    if (!text.startsWith(header)) {
      throw new QueueException.Invalid(
          "the text does not begin with the header \"" + header.strip() + "\"",
          "Give the list as the tool prints it.");
    }
    return text.lines().skip(1).filter(line -> !line.isBlank());
  }
}
