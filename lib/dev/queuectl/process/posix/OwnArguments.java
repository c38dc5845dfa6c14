package dev.queuectl.process.posix;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// What `ps` shows of the arguments of this process, to every user of the host.
public final class OwnArguments {
  private static final Pattern PASSWORD =
      Pattern.compile("://[^/?#@:]*:([^/?#]*)@|[?&](?:ssl)?password=([^&]*)");

  /// Fields 48 and 49 of proc(5), counted from the third.
  private static final int START = 45;

  private static final int END = 46;

  private OwnArguments() {}

  /// Overwrites the password in an address that is one of them, as `mysql` does. On Linux only;
  /// where it cannot be done, it stays.
  public static void hidePassword(String address) {
    if (Platform.LINUX && PASSWORD.matcher(address).find()) {
      try (var memory = new RandomAccessFile("/proc/self/mem", "rw")) {
        hide(memory, address);
      } catch (IOException e) {
        // seen by others, as on other systems
      }
    }
  }

  private static void hide(RandomAccessFile memory, String address) throws IOException {
    var stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.ISO_8859_1);
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    var start = Long.parseLong(fields[START]);
    var arguments = new byte[(int) (Long.parseLong(fields[END]) - start)];
    memory.seek(start);
    memory.readFully(arguments);
    var all = new String(arguments, StandardCharsets.ISO_8859_1); // a character a byte
    var typed = new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    for (var at = all.indexOf(typed); at >= 0; at = all.indexOf(typed, at + 1)) {
      for (var found = PASSWORD.matcher(typed); found.find(); ) {
        var group = found.start(1) >= 0 ? 1 : 2;
        var stars = new byte[found.end(group) - found.start(group)];
        Arrays.fill(stars, (byte) '*');
        memory.seek(start + at + found.start(group));
        memory.write(stars);
      }
    }
  }
}
