package dev.queuectl.environment;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// The environment in which a job was enqueued, and in which it runs. It may hold secrets: nothing
/// shows it but to those who ask.
///
/// Bytes that are no text are in it as in [ByteText].
public final class JobEnvironment {
  private final SortedMap<String, String> variables;
  private final byte[] block;
  private final long hash;

  private JobEnvironment(SortedMap<String, String> variables, byte[] block) {
    this.variables = Collections.unmodifiableSortedMap(variables);
    this.block = block;
    var sum = new CRC32C();
    sum.update(block);
    this.hash = sum.getValue();
  }

  public static JobEnvironment of(Map<String, String> variables) {
    var sorted = new TreeMap<>(variables);
    var block = new ByteArrayOutputStream(4096);
    sorted.forEach(
        (name, value) -> {
          block.writeBytes(ByteText.encoded(name));
          block.write('=');
          block.writeBytes(ByteText.encoded(value));
          block.write(0);
        });
    return new JobEnvironment(sorted, block.toByteArray());
  }

  /// What [#block] has given.
  public static JobEnvironment ofBlock(byte[] block) {
    var variables = new TreeMap<String, String>();
    for (int from = 0, end; from < block.length; from = end + 1) {
      end = endOfText(block, from);
      var text = ByteText.decoded(block, from, end - from);
      var equals = text.indexOf('=');
      if (equals > 0) {
        variables.put(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    return new JobEnvironment(variables, block.clone());
  }

  private static int endOfText(byte[] block, int from) {
    var end = from;
    while (end < block.length && block[end] != 0) {
      end++;
    }
    return end;
  }

  /// By name.
  public SortedMap<String, String> variables() {
    return variables;
  }

  /// All variables in the order of their names, each `NAME=value` and a NUL, as in environ(7).
  public byte[] block() {
    return block.clone();
  }

  /// How much there is to be kept.
  public int size() {
    return block.length;
  }

  /// The same for the same variables.
  public long hash() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof JobEnvironment that
            && that.hash == hash
            && that.variables.equals(variables);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }

  /// Without what may be secret.
  @Override
  public String toString() {
    return "environment of %d variables".formatted(variables.size());
  }
}
