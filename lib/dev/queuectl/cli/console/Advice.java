package dev.queuectl.cli.console;

import dev.queuectl.QueueException;
import dev.queuectl.QueueException.Known;

/// What to do about a failure, in the words of the command line.
public final class Advice {
  private Advice() {}

  /// A sentence, or empty.
  public static String of(QueueException failure) {
    return switch (failure.remedy()) {
      case Known known -> known == Known.NONE ? failure.advice() : of(known);
      case QueueException.MistakenForJson(var text) -> mistaken(text);
      case QueueException.CopyFirst(var database) ->
          "Copy it with queuectl --db %s backup FILE, and restore that.".formatted(database);
      case QueueException.RetryOther(var other, var job) ->
          "Retry %s, or run %s without it: queuectl retry %s --ignore-dependencies"
              .formatted(other, job, job);
      case QueueException.RemoveOthers() -> "Remove them, too: --dependents";
    };
  }

  private static String of(Known remedy) {
    return switch (remedy) {
      case NONE -> "";
      case OTHER_ID_OR_REPLACE -> "Choose another id, or replace the job with --force.";
      case LIST_JOBS -> "See queuectl list --all.";
      case LIST_DEAD -> "See queuectl dlq list.";
      case LIST_QUEUES -> "See queuectl queue list.";
      case OTHER_STORE -> "Give another path with --db.";
      case STORE_FILE -> "Give the path of a file with --db.";
      case WRITABLE_STORE -> "Check that the path is writable, or give another one with --db.";
      case REPORT -> "Try again; if it keeps happening, report it with the output of --stacktrace.";
      case OTHER_FILE_OR_REPLACE -> "Choose another name, or replace it with --force.";
      case EXAMINE_STORE ->
          "Check the destination and the disk's free space; queuectl doctor checks the store.";
      case NAME_A_COPY -> "Give a file made by queuectl backup.";
      case ENCRYPT ->
          "Give --tls-certificate and --tls-key, or --behind-proxy if a proxy does TLS; leave out --host to serve only this machine.";
      case OTHER_PORT ->
          "Another program may be using it: choose another port with --port, or a free one with --port 0.";
      case OWN_ADDRESS -> "--host must be an address of this machine.";
    };
  }

  private static String mistaken(String text) {
    if (LostQuotes.in(text)) {
      return LostQuotes.advice();
    }
    var inside = text.substring(1).stripLeading();
    return inside.isEmpty() || !Character.isLetter(inside.codePointAt(0))
        ? ""
        : "For a shell command that begins with {, use --command.";
  }
}
