package dev.queuectl.cli.console;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/// Takes over SIGINT and SIGTERM.
///
/// A shutdown hook would not do: it cannot keep the program alive, decide its exit code or hear a
/// second Ctrl-C. `sun.misc.Signal` has no successor (JEP 260 keeps it for that reason); it is
/// reached by reflection because javac's warning about its name cannot be switched off.
final class Interrupts {
  private Interrupts() {}

  /// From now on the action is called, on a thread of its own, for every SIGINT and SIGTERM.
  static void handle(Consumer<String> action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      for (var name : new String[] {"INT", "TERM"}) {
        InvocationHandler call =
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  case "toString" -> "handler of " + name;
                  default -> {
                    action.accept(name);
                    yield null;
                  }
                };
        signal
            .getMethod("handle", signal, handler)
            .invoke(
                null,
                signal.getConstructor(String.class).newInstance(name),
                Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java cannot handle signals", e);
    }
  }
}
