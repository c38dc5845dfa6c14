package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes sure that this process runs in a UTF-8 locale, as the launcher does for its own. Java
/// takes the character set of file names from the locale it starts in, and from nowhere else: if
/// that is not UTF-8, the process runs the same program again in its place, in `C.UTF-8`.
public final class Utf8Process {
  private static final String LOCALE = "C.UTF-8";
  private static final Path SELF = Path.of("/proc/self/exe");
  private static final Path WORDS = Path.of("/proc/self/cmdline");
  private static final int SIGQUIT = 3;
  private static final int SIG_UNBLOCK = 1;

  private Utf8Process() {}

  /// Returns if there is nothing to do, or nothing can be done.
  public static void ensure() {
    if (Platform.LINUX && !isUtf8() && !UserLocale.isReplaced()) {
      try {
        var program = Files.readSymbolicLink(SELF);
        if (program.endsWith("java")) {
          become(PathText.isExact(program) ? program : SELF);
        }
      } catch (IOException e) {
        return; // there is no /proc here: names that the locale does not have will be refused
      }
    }
  }

  /// Whether file names are read and written as UTF-8, or, having ASCII alone, refused if they are
  /// anything else. In other locales the same text is another file.
  public static boolean isSafe() {
    return !Platform.POSIX
        || isUtf8()
        || encoding().contains("X3.4")
        || encoding().contains("ASCII");
  }

  private static boolean isUtf8() {
    return encoding().equals("UTF-8");
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", "");
  }

  /// Uses the bytes that the kernel has, since Java's strings have lost some of them.
  private static void become(Path java) throws IOException {
    var words = words(Files.readAllBytes(WORDS));
    try (var arena = Arena.ofConfined()) {
      var note = UserLocale.note(System.getenv(UserLocale.NAME));
      var argv = new ArrayList<MemorySegment>();
      words.forEach(word -> argv.add(arena.allocateFrom(JAVA_BYTE, word)));
      argv.add(1, arena.allocateFrom(note));
      var arguments = Environment.pointers(arena, argv);
      var environment = Environment.own(arena, UserLocale.NAME, LOCALE);
      var program = arena.allocateFrom(java.toString());
      unblockQuit(arena);
      CFunction.named("execve").call(program, arguments, environment);
    }
  }

  /// Each with its NUL (proc_pid_cmdline(5)).
  private static List<byte[]> words(byte[] bytes) {
    var words = new ArrayList<byte[]>();
    var start = 0;
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        words.add(Arrays.copyOfRange(bytes, start, i + 1));
        start = i + 1;
      }
    }
    return words;
  }

  /// Java blocks it in all threads but one, and what a thread blocks stays blocked in the program
  /// that takes its place.
  private static void unblockQuit(Arena arena) {
    var signals = arena.allocate(SpawnRequest.OPAQUE_BYTES, 16);
    CFunction.named("sigemptyset").call(signals);
    CFunction.named("sigaddset").call(signals, SIGQUIT);
    CFunction.named("pthread_sigmask").call(SIG_UNBLOCK, signals, MemorySegment.NULL);
  }
}
