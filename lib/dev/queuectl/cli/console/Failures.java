package dev.queuectl.cli.console;

import dev.queuectl.QueueException;
import dev.queuectl.report.FailureClause;
import dev.queuectl.report.Output;
import dev.queuectl.report.Printable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import picocli.CommandLine;

/// Turns what went wrong into one sentence on standard error and an exit code.
public final class Failures {
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int UNAVAILABLE = 3;
  public static final int BUG = 70;

  /// What a shell reports of a program that Ctrl-C ended.
  static final int INTERRUPTED = 130;

  /// What a shell reports of a program that SIGPIPE ended.
  static final int PIPE_CLOSED = 141;

  private final Printer printer;
  private final boolean stacktrace;

  public Failures(Printer printer, boolean stacktrace) {
    this.printer = printer;
    this.stacktrace = stacktrace;
  }

  /// Says what went wrong.
  ///
  /// @return the exit code
  public int report(Throwable failure) {
    if (failure instanceof Interrupted || failure.getCause() instanceof InterruptedIOException) {
      return INTERRUPTED;
    }
    if (failure instanceof Output.Failed failed && failed.pipeClosed()) {
      return PIPE_CLOSED;
    }
    printer.complain(sentence(failure));
    if (stacktrace) {
      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      printer.err().text(Printable.text(trace.toString()));
      printer.err().flush();
    }
    return code(failure);
  }

  public static int code(Throwable failure) {
    return switch (failure) {
      case QueueException.NotFound _,
          QueueException.WrongState _,
          QueueException.Outdated _,
          QueueException.Duplicate _ ->
          FAILED;
      case QueueException.Invalid _, CommandLine.ParameterException _, InvalidPathException _ ->
          USAGE;
      case QueueException.Unavailable _ -> UNAVAILABLE;
      case Output.Failed _, UncheckedIOException _, IOException _, OutOfMemoryError _ -> FAILED;
      default -> BUG;
    };
  }

  public static String sentence(Throwable failure) {
    return switch (failure) {
      case QueueException known -> joined(FailureClause.of(known), Advice.of(known));
      case CommandLine.ParameterException usage -> usage(usage);
      case InvalidPathException path ->
          joined(
              "\"%s\" cannot be a path: %s".formatted(path.getInput(), path.getReason()),
              "If it is one, set LC_ALL to a UTF-8 locale.");
      case Output.Failed failed ->
          joined("the output cannot be written: " + failed.getMessage(), failed.done());
      case UncheckedIOException unchecked -> sentence(Objects.requireNonNull(unchecked.getCause()));
      case FileSystemException file -> joined(file.getFile() + " " + reason(file), "");
      case IOException _ -> joined("input or output failed: " + failure.getMessage(), "");
      case OutOfMemoryError none ->
          joined(
              "the system will not give this process any more memory or threads: "
                  + none.getMessage(),
              "See ulimit -a, and what else is running.");
      default ->
          joined(
              "this is a bug in QueueCTL: " + failure,
              "Please report it, together with the output of --stacktrace.");
    };
  }

  /// Java says it by the class of the exception alone.
  private static String reason(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException _ -> "does not exist";
      case NotDirectoryException _ -> "is not a directory";
      case FileAlreadyExistsException _ -> "is in the way: it exists already, as something else";
      case AccessDeniedException _ -> "cannot be used: permission denied";
      case FileSystemLoopException _ -> "is a link that leads back to itself";
      default -> "cannot be used: " + (e.getReason() == null ? e : e.getReason());
    };
  }

  private static String joined(String what, String advice) {
    var sentence = what.endsWith(".") || what.endsWith("?") ? what : what + ".";
    return advice.isEmpty() ? sentence : sentence + " " + advice;
  }

  private static String usage(CommandLine.ParameterException e) {
    var wrong = WrongUsage.of(e);
    return joined(wrong.what(), wrong.advice());
  }
}
