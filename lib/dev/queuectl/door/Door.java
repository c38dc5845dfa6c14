package dev.queuectl.door;

/// What `java -jar queuectl.jar` calls. The only class that an older Java can load, so that it says
/// what is missing instead of throwing an `UnsupportedClassVersionError`.
public final class Door {
  private static final int OLDEST = 25;

  private Door() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String version = System.getProperty("java.specification.version");
    if (feature(version) < OLDEST) {
      System.err.println(
          "queuectl: This is Java "
              + version
              + ", QueueCTL needs Java "
              + OLDEST
              + " or newer. "
              + "Install one and call it by its path, or use the ./queuectl launcher, which finds it.");
      System.exit(1);
    }
    // By name: this class is compiled for Java 8 and must not refer to one that is not.
    Class.forName("dev.queuectl.cli.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }

  /// `25` of `25`, and `1` of `1.8`, as Java 8 and older say it.
  private static int feature(String version) {
    int dot = version.indexOf('.');
    return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
  }
}
