package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.queuectl.environment.ByteText;
import dev.queuectl.environment.JobEnvironment;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A child's environment: what the user gave this process, or what was kept when its job was
/// enqueued, byte for byte, and additions that override it.
///
/// A shell takes the name of its directory from `PWD` if that is a name of it, so the value of this
/// process would sometimes be used; and where this process was before is no business of the
/// child's.
///
/// @param cwd the child's working directory
/// @param base null for this process's own
/// @param additions by name
public record Environment(
    String cwd, @Nullable JobEnvironment base, Map<String, String> additions) {
  private static final String PWD = "PWD";
  private static final String OLDPWD = "OLDPWD";
  private static final List<Variable> OWN = own();

  /// @param text `name=value`, in memory of the C library
  private record Variable(String name, MemorySegment text) {}

  /// The array that C calls `envp`.
  MemorySegment pointers(Arena arena) {
    var all = new ArrayList<MemorySegment>();
    if (base == null) {
      OWN.stream().filter(own -> isKept(own.name)).forEach(own -> all.add(own.text));
    } else {
      base.variables()
          .forEach(
              (name, value) -> {
                if (isKept(name)) {
                  all.add(text(arena, name + "=" + value));
                }
              });
    }
    if (!additions.containsKey(PWD)) {
      all.add(arena.allocateFrom(PWD + "=" + cwd));
    }
    additions.forEach((name, value) -> all.add(arena.allocateFrom(name + "=" + value)));
    return pointers(arena, all);
  }

  private boolean isKept(String name) {
    return !additions.containsKey(name) && !isOfDirectory(name);
  }

  private static MemorySegment text(Arena arena, String text) {
    var bytes = ByteText.encoded(text);
    var segment = arena.allocate(bytes.length + 1L); // with the NUL: it is zeroed
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /// This process's own environment with one variable set, for a program that takes its place.
  static MemorySegment own(Arena arena, String name, String value) {
    var all = new ArrayList<MemorySegment>(OWN.size() + 1);
    OWN.stream().filter(own -> !own.name.equals(name)).forEach(own -> all.add(own.text));
    all.add(arena.allocateFrom(name + "=" + value));
    return pointers(arena, all);
  }

  private static boolean isOfDirectory(String name) {
    return name.equals(PWD) || name.equals(OLDPWD);
  }

  /// A null-terminated array of strings.
  static MemorySegment pointers(Arena arena, List<MemorySegment> strings) {
    var array = arena.allocate(ADDRESS, strings.size() + 1L);
    for (var i = 0; i < strings.size(); i++) {
      array.setAtIndex(ADDRESS, i, strings.get(i));
    }
    return array;
  }

  private static List<Variable> own() {
    var variables = inherited();
    if (UserLocale.isReplaced()) {
      variables.removeIf(variable -> variable.name.equals(UserLocale.NAME));
      UserLocale.value()
          .map(value -> variable(Arena.global(), UserLocale.NAME + "=" + value))
          .ifPresent(variables::add);
    }
    return variables;
  }

  /// Straight from `environ`: Java's copy has lost bytes that are not text in this locale. macOS
  /// does not show that name to libraries, so there Java's copy has to do.
  @SuppressWarnings("restricted")
  private static List<Variable> inherited() {
    var variables = new ArrayList<Variable>();
    var environ = Linker.nativeLinker().defaultLookup().find("environ");
    if (environ.isEmpty()) {
      System.getenv()
          .forEach((name, value) -> variables.add(variable(Arena.global(), name + "=" + value)));
      return variables;
    }
    var array =
        environ.get().reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0).reinterpret(Long.MAX_VALUE);
    for (var i = 0; array.getAtIndex(ADDRESS, i).address() != 0; i++) {
      variables.add(variable(array.getAtIndex(ADDRESS, i).reinterpret(Long.MAX_VALUE)));
    }
    return variables;
  }

  private static Variable variable(Arena arena, String text) {
    return variable(arena.allocateFrom(text));
  }

  private static Variable variable(MemorySegment text) {
    var string = text.getString(0);
    var end = string.indexOf('=');
    return new Variable(end < 0 ? string : string.substring(0, end), text);
  }
}
