package dev.queuectl.cli;

import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.SharedOptions;
import dev.queuectl.cli.job.NewJobOptions;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Has a second thread load what nearly every command will need, while the first one reads the
/// command line. Only that: whoever needs it loads it, or waits until it is loaded.
final class Preload {
  /// What carries picocli's annotations. At the first sight of each kind, Java writes a class.
  private static final List<Class<?>> ANNOTATED =
      List.of(RootCommand.class, SharedOptions.class, NewJobOptions.class);

  private Preload() {}

  static void begin() {
    // Two threads that set up SLF4J at the same time would make it print a warning.
    NoFiles.whileIn(LoggerFactory::getILoggerFactory); // all it could read is set by properties
    Thread.ofPlatform().daemon().name("headstart").start(Preload::load);
  }

  private static void load() {
    if (!CommandModel.isBuilt()) {
      for (var type : ANNOTATED) {
        read(type);
        for (var field : type.getDeclaredFields()) {
          read(field);
        }
      }
    }
    StoreAccess.loadDriver();
  }

  @SuppressWarnings("ReturnValueIgnored") // Java keeps it
  private static void read(AnnotatedElement element) {
    element.getAnnotations();
  }
}
