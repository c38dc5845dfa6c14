package dev.queuectl.process.posix;

/// The numbers that differ between the C libraries of Linux and macOS, from their headers.
public final class Platform {
  private static final String OS = System.getProperty("os.name");

  public static final boolean LINUX = OS.equals("Linux");
  static final boolean MAC = OS.startsWith("Mac");
  public static final boolean POSIX = LINUX || MAC;

  static final int O_WRONLY = 1;
  static final int O_APPEND = MAC ? 0x8 : 0x400;
  static final int O_CREAT = MAC ? 0x200 : 0x40;
  static final int O_EXCL = MAC ? 0x800 : 0x80;
  static final int O_CLOEXEC = MAC ? 0x1000000 : 0x80000;

  public static final int SIGKILL = 9;
  public static final int SIGPIPE = 13;
  public static final int SIGINT = 2;
  public static final int SIGTERM = 15;
  static final int SIGCHLD = MAC ? 20 : 17;
  public static final int SIGCONT = MAC ? 19 : 18;

  public static final int LOCK_SHARED = 1;
  public static final int LOCK_EXCLUSIVE = 2;
  public static final int LOCK_AT_ONCE = 4;

  public static final int ENOENT = 2;
  public static final int E2BIG = 7;
  public static final int EPIPE = 32;
  static final int EINTR = 4;
  static final int EAGAIN = MAC ? 35 : 11;
  public static final int EEXIST = 17;

  static final int RLIMIT_NOFILE = MAC ? 8 : 7;

  static final int P_ALL = 0;
  static final int P_PID = 1;
  static final int WNOHANG = 1;
  static final int WEXITED = 4;
  static final int WNOWAIT = MAC ? 0x20 : 0x1000000;

  static final int SPAWN_SETSIGDEF = 0x4;
  static final int SPAWN_SETSIGMASK = 0x8;
  static final int SPAWN_SETSID = MAC ? 0x400 : 0x80;

  /// Closes what no file action mentions; Linux has a file action for that.
  static final int SPAWN_CLOEXEC_DEFAULT = MAC ? 0x4000 : 0;

  private Platform() {}
}
