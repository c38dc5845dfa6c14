package dev.queuectl.cli.dashboard;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dashboard session end ID`
@Prototype
@Command(
    name = "end",
    description = "Log a browser out, or all of them, at every dashboard of this queue.",
    footer = {"  queuectl dashboard session end 3", "  queuectl dashboard session end --all"})
public final class SessionEndCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..1", description = "The number of the session.")
  @Nullable String id;

  @Option(names = "--all", description = "All sessions.")
  boolean all;

  private final StoreAccess access;
  private final Printer printer;

  SessionEndCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    if (all == (id != null)) {
      throw new QueueException.Invalid(
          all ? "an id and --all cannot be combined" : "the id of a session is missing",
          all ? "Give one of them." : "See queuectl dashboard session list, or give --all.");
    }
    var number = id == null ? null : (Long) Numbers.whole("the id", id, 1L, Long.MAX_VALUE);
    var ended = access.open().access().endSessions(number);
    if (ended == 0 && number != null) {
      throw new QueueException.NotFound(
          "there is no session " + id, "See queuectl dashboard session list.");
    }
    var sentence = "Ended %s.".formatted(Numbers.counted(ended, "session"));
    access.audit().add("end session", id, id == null ? sentence : null);
    printer.result(sentence, json -> json.field("ended", ended));
    return 0;
  }
}
