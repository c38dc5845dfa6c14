package dev.queuectl.cli;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/// A class loader that finds the classes of the program, and no file beside them. Libraries look
/// for files that would configure them, of which we have none; and for the first file that anybody
/// looks for, whatever becomes of it, Java reads the list of the jar: 10,000 names, a tenth of a
/// command. Classes come from the AOT cache without it.
final class NoFiles extends ClassLoader {
  private NoFiles(@Nullable ClassLoader parent) {
    super(parent);
  }

  /// Does that with this as the loader of the thread, by which libraries look for files.
  static void whileIn(Runnable setUp) {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(new NoFiles(before));
    try {
      setUp.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return null;
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    return Collections.emptyEnumeration();
  }
}
