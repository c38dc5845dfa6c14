package dev.queuectl.process.posix;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/// The children of this process that somebody here is waiting for, so that nobody else reaps them.
///
/// A child is known from the moment it exists: none is started or reaped while [#others] looks.
public final class Children {
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

  /// By pid; the value distinguishes one use of a pid from the next.
  private static final Map<Long, Object> AWAITED = new ConcurrentHashMap<>();

  private Children() {}

  /// Starts one that is reaped with [#reap].
  ///
  /// @param spawn returns its pid, or a negative number
  public static long start(LongSupplier spawn) {
    LOCK.readLock().lock();
    try {
      var pid = spawn.getAsLong();
      if (pid > 0) {
        AWAITED.put(pid, new Object());
      }
      return pid;
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /// Starts one for which Java waits.
  public static Process start(ProcessBuilder builder) throws IOException {
    LOCK.readLock().lock();
    try {
      var process = builder.start();
      var life = new Object();
      AWAITED.put(process.pid(), life);
      var _ = process.onExit().thenRun(() -> AWAITED.remove(process.pid(), life));
      return process;
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /// Removes one that has ended from the kernel's table: from now on its pid may be reused.
  ///
  /// @return the wait status, or -1 if there is no such child
  public static int reap(long pid) {
    LOCK.readLock().lock();
    try {
      AWAITED.remove(pid);
      return NativeWait.reap(pid);
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /// Stops waiting for one: it is reaped when it has ended.
  public static void leave(long pid) {
    AWAITED.remove(pid);
  }

  /// Runs something that may collect the status of every child for which this is true.
  static void others(Look look) throws IOException {
    LOCK.writeLock().lock();
    try {
      look.at(pid -> !AWAITED.containsKey(pid));
    } finally {
      LOCK.writeLock().unlock();
    }
  }

  interface Look {
    void at(LongPredicate isNobodys) throws IOException;
  }
}
