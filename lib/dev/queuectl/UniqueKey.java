package dev.queuectl;

import dev.queuectl.environment.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key of which there is only one unfinished job, as far as a job says it. The job's own row
/// holds it, so nothing is left behind when a worker or a database dies.
///
/// @param isWhileWaiting whether it is free again as soon as the job runs
/// @param replaces whether a new job takes the place of a waiting one of its key
/// @param keepsTime whether that one then keeps the time at which it runs
/// @param fails whether a new job of a taken key is an error
public record UniqueKey(
    String key, boolean isWhileWaiting, boolean replaces, boolean keepsTime, boolean fails) {
  public static final String WAITING = "waiting";

  private static final int MOST_BYTES = 200;

  /// @return empty for what cannot be a key
  static Optional<String> of(String text) {
    var isKey =
        !text.isEmpty()
            && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
            && text.chars().noneMatch(Character::isISOControl);
    return isKey ? Optional.of(text) : Optional.empty();
  }

  /// The key of a job that is to be the only one of its queue, command and directory.
  public static String ofCommand(String queue, String command, String cwd) {
    var digest = Sha256.of(String.join("\0", queue, command, cwd));
    return "command:" + HexFormat.of().formatHex(digest, 0, 2 * Long.BYTES);
  }

  /// @return null for a job without a key
  public static @Nullable UniqueKey of(JobPolicy job) {
    var key = job.get(JobField.UNIQUE);
    return key == null
        ? null
        : new UniqueKey(
            (String) key,
            WAITING.equals(job.get(JobField.UNIQUE_WHILE)),
            "replace".equals(job.get(JobField.ON_DUPLICATE)),
            job.is(JobField.KEEP_RUN_AT),
            "fail".equals(job.get(JobField.ON_DUPLICATE)));
  }
}
