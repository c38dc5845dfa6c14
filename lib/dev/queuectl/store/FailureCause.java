package dev.queuectl.store;

import dev.queuectl.Text;
import dev.queuectl.environment.Sha256;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/// Why jobs failed: failures that look alike get the same text. Pure.
///
/// @param ending how the attempt ended, such as `exit code 7`; without what differs from job to job
/// @param message the last line of standard error without its numbers and paths; empty if there was
///   none
public record FailureCause(String ending, String message) {
  private static final int MOST_LETTERS = 203;
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  /// Of 40 bits: among 10,000 causes, two of one name are as good as impossible.
  private static final int NAME_LENGTH = 8;

  private static final Pattern NAME = Pattern.compile("[0-9a-z]{" + NAME_LENGTH + "}");

  private static final Pattern PATH =
      Pattern.compile("(?<![\\w/.])(?:[A-Za-z]:\\\\|~/|\\.{0,2}/)[^\\s:;,'\"`()<>\\[\\]]*");

  /// Also dates, addresses, hexadecimal numbers and UUIDs, as runs of them.
  private static final Pattern NUMBER =
      Pattern.compile(
          "0x[0-9a-fA-F]+|\\b(?=[a-f-]*\\d)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"
              + "|\\b(?=[a-f]*\\d)[0-9a-f]{12,}\\b|\\d+(?:[.:,-]\\d+)*");

  /// What a job died of is the same whether a rule buried it or it had no attempts left.
  private static final Pattern WHY_DEAD =
      Pattern.compile(
          ": (?:not )?in (?:give_up|retry_only)_on, so it was not retried"
              + "|, after [\\d,]+ snoozes .*");

  /// @param error the job's, see [dev.queuectl.Job#error]; may be empty
  /// @param lastLine of standard error; may be empty
  public static FailureCause of(String error, String lastLine) {
    return new FailureCause(ending(error), general(lastLine));
  }

  /// As it was when a dead job was given it.
  ///
  /// @param message of the cause
  public static FailureCause stored(String error, String message) {
    return new FailureCause(ending(error), message);
  }

  /// Codes and signals distinguish causes; limits, reasons and counts do not. An error is stored,
  /// and archived, only as the words of [dev.queuectl.Outcome#describe]; a test keeps the two in
  /// step.
  private static String ending(String error) {
    if (error.startsWith("exit code ") || error.startsWith("killed by ")) {
      return WHY_DEAD.matcher(error).replaceFirst("");
    }
    if (error.startsWith("timed out")) {
      return "timed out";
    }
    return error.isEmpty() ? "unknown" : general(error);
  }

  private static String general(String line) {
    var pathless = PATH.matcher(Text.plain(line)).replaceAll("PATH");
    var text = NUMBER.matcher(pathless).replaceAll("N");
    return Text.shortened(text, MOST_LETTERS);
  }

  /// The name of all failures of this cause: always the same, short, easy to type (Crockford's base
  /// 32 of a digest).
  public String name() {
    var digest = ByteBuffer.wrap(Sha256.of(ending + "\n" + message));
    var number = digest.getLong();
    var letters = new StringBuilder();
    for (var i = 0; i < NAME_LENGTH; i++) {
      letters.append(ALPHABET.charAt((int) (number & 31)));
      number >>>= 5;
    }
    return letters.toString();
  }

  /// Whether a cause could have that name.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// For people.
  public String describe() {
    return message.isEmpty() ? ending : ending + ": " + message;
  }
}
