package dev.queuectl.cli;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/// What picocli is to know of a command. Building the jar adds to each class with annotations of
/// picocli one that says the same in calls (`scripts/CommandModels.java`): reading annotations by
/// reflection would be a third of what a command does. Run from classes, they are read.
final class CommandModel {
  private CommandModel() {}

  /// Whether this program was built with them.
  static boolean isBuilt() {
    return type(RootCommand.class) != null;
  }

  static CommandLine commandLine(Class<?> command, IFactory factory) {
    var model = type(command);
    return model == null
        ? new CommandLine(command, factory)
        : new CommandLine(made(model).apply(factory), factory);
  }

  private static @Nullable Class<?> type(Class<?> command) {
    try {
      return Class.forName(command.getName() + "Model");
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  @SuppressWarnings("unchecked") // all of them are
  private static Function<IFactory, CommandSpec> made(Class<?> model) {
    try {
      return (Function<IFactory, CommandSpec>) model.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(model.getName(), e);
    }
  }
}
