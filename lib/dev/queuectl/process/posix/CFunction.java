package dev.queuectl.process.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A function of the C library whose arguments are integers and addresses.
///
/// All are called as if they had six arguments of 64 bits and such a result. Each of these has a
/// register of its own; a function leaves alone those that it does not have, and the upper half of
/// those that it has as an `int`. For every shape of call Java writes a dozen classes at run time,
/// and calling each function as it is declared took a worker a third of its start.
public final class CFunction {
  private static final int MOST_ARGUMENTS = 6;
  private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

  /// Where the error numbers go that nobody asks for.
  private static final MemorySegment UNREAD = Arena.global().allocate(STATE);

  private static final MethodHandle CALL = shape(KEEP_ERRNO);

  private final MemorySegment address;
  private final MethodHandle call;

  private CFunction(MemorySegment address, MethodHandle call) {
    this.address = address;
    this.call = call;
  }

  public static CFunction named(String name) {
    return new CFunction(Linker.nativeLinker().defaultLookup().findOrThrow(name), CALL);
  }

  /// @return null on systems that lack it
  static @Nullable CFunction ifThereIs(String name) {
    var address = Linker.nativeLinker().defaultLookup().find(name);
    return address.isPresent() ? new CFunction(address.get(), CALL) : null;
  }

  /// One with `...` in its declaration.
  ///
  /// @param first of its arguments that is not declared; macOS expects these somewhere else
  public static CFunction variadic(String name, int first) {
    var call = Platform.MAC ? shape(KEEP_ERRNO, Linker.Option.firstVariadicArg(first)) : CALL;
    return new CFunction(Linker.nativeLinker().defaultLookup().findOrThrow(name), call);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle shape(Linker.Option... options) {
    var arguments = new MemoryLayout[MOST_ARGUMENTS];
    Arrays.fill(arguments, JAVA_LONG);
    var descriptor = FunctionDescriptor.of(JAVA_LONG, arguments);
    return Linker.nativeLinker().downcallHandle(descriptor, options);
  }

  /// @param arguments numbers and memory
  public int call(Object... arguments) {
    return (int) callLong(arguments);
  }

  /// The same for a result of 64 bits.
  public long callLong(Object... arguments) {
    return run(UNREAD, arguments);
  }

  /// The same for a function that returns -1 and sets `errno` if it fails.
  ///
  /// @return the negative error number then
  public int callOrError(Object... arguments) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      var result = (int) run(state, arguments);
      return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }
  }

  private long run(MemorySegment state, Object[] given) {
    var all = registers(given);
    try {
      return (long)
          call.invokeExact(address, state, all[0], all[1], all[2], all[3], all[4], all[5]);
    } catch (Throwable e) {
      throw new AssertionError("a native call threw", e); // they never do
    } finally {
      Reference.reachabilityFence(given);
    }
  }

  private static long[] registers(Object[] arguments) {
    var registers = new long[MOST_ARGUMENTS];
    for (var i = 0; i < arguments.length; i++) {
      registers[i] =
          arguments[i] instanceof MemorySegment memory
              ? address(memory)
              : ((Number) arguments[i]).longValue();
    }
    return registers;
  }

  private static long address(MemorySegment memory) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException("Java may move this memory at any time");
    }
    return memory.address();
  }
}
