import static java.util.stream.Collectors.joining;

import dev.queuectl.cli.syntax.CommandNames;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IAnnotatedElement;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Adds to a jar, for each class that has annotations of picocli, a class `...Model` that says the
/// same in calls: at start, reading annotations by reflection took a third of the time of a
/// command. `CommandModel` uses what is there; from sources, without this step, picocli reads
/// annotations. What this does not know how to say fails the build. To be run with all jars on the
/// class path, and the one that has the commands as its argument.
class CommandModels {
  /// The attributes of picocli's annotations that this can say.
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "names",
          "description",
          "footer",
          "hidden",
          "usageHelp",
          "order",
          "fallbackValue",
          "index",
          "paramLabel",
          "required",
          "split",
          "scope",
          "arity",
          "completionCandidates",
          "preprocessor");

  /// One class for all fields of another: a lambda each would be a class each.
  private static final String FIELDS =
      """
        private static final class Field implements IGetter, ISetter {
          private final %1$s it;
          private final int number;
          Field(%1$s it, int number) { this.it = it; this.number = number; }
          @Override public <T> T get() {
            switch (number) {
      %2$s        default -> throw new IllegalStateException();
            }
          }
          @Override public <T> T set(T value) {
            T old = get();
            switch (number) {
      %3$s        default -> throw new IllegalStateException();
            }
            return old;
          }
        }
      """;

  private final Map<String, String> sources = new LinkedHashMap<>();

  public static void main(String[] args) throws Exception {
    var models = new CommandModels();
    var type =
        Class.forName("dev.queuectl.cli.CommandTable").getDeclaredMethod("type", String.class);
    type.setAccessible(true);
    models.add(Class.forName("dev.queuectl.cli.RootCommand"));
    for (var name : CommandNames.ALL) {
      models.add((Class<?>) type.invoke(null, name));
    }
    new ClassesInJar(Path.of(args[0])).compile(models.sources);
  }

  private static List<Field> annotated(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(
            field ->
                Arrays.stream(field.getAnnotations())
                    .anyMatch(it -> it.annotationType().getName().startsWith("picocli.")))
        .toList();
  }

  private void add(Class<?> type) throws ReflectiveOperationException {
    var name = type.getName() + "Model";
    if (sources.containsKey(name)) {
      return;
    }
    if (type.isMemberClass()) {
      throw new IllegalStateException(type + " is inside another class");
    }
    sources.put(name, "");
    var own = new StringBuilder();
    var getters = new StringBuilder();
    var setters = new StringBuilder();
    var superclass = type.getSuperclass();
    if (superclass != Object.class && superclass != Record.class) {
      add(superclass);
      own.append("    %sModel.fill(spec, it, factory);%n".formatted(superclass.getName()));
    }
    var number = 0;
    for (var field : annotated(type)) {
      if (Modifier.isPrivate(field.getModifiers())) {
        throw new IllegalStateException(field + " is private");
      }
      if (field.isAnnotationPresent(Spec.class)) {
        own.append("    it.%s = spec;%n".formatted(field.getName()));
      } else if (field.isAnnotationPresent(Mixin.class)) {
        own.append(mixin(field));
      } else {
        own.append(argument(field, number));
        getters.append(
            "        case %d -> { return (T) (Object) it.%s; }%n"
                .formatted(number, field.getName()));
        setters.append(
            "        case %d -> it.%s = (%s) value;%n"
                .formatted(number, field.getName(), cast(field)));
        number++;
      }
    }
    sources.put(
        name,
        """
        package %1$s;
        import picocli.CommandLine;
        import picocli.CommandLine.Model.*;
        @SuppressWarnings({"unchecked", "rawtypes"})
        public final class %2$sModel implements java.util.function.Function<CommandLine.IFactory, CommandSpec> {
          @Override public CommandSpec apply(CommandLine.IFactory factory) {
            try {
              %2$s it = %6$s;
              CommandSpec spec = CommandSpec.wrapWithoutInspection(it, factory);
        %3$s      fill(spec, it, factory);
              return spec;
            } catch (RuntimeException e) { throw e; } catch (Exception e) { throw new IllegalStateException(e); }
          }
          public static CommandSpec of(%2$s it, CommandLine.IFactory factory) throws Exception {
            CommandSpec spec = CommandSpec.wrapWithoutInspection(it, factory);
            fill(spec, it, factory);
            return spec;
          }
          public static void fill(CommandSpec spec, %2$s it, CommandLine.IFactory factory) throws Exception {
        %4$s  }
        %5$s        }
        """
            .formatted(
                type.getPackageName(),
                type.getSimpleName(),
                command(type),
                own,
                number == 0 ? "" : FIELDS.formatted(type.getSimpleName(), getters, setters),
                Modifier.isAbstract(type.getModifiers())
                    ? "null"
                    : "factory.create(%s.class)".formatted(type.getSimpleName())));
  }

  private String mixin(Field field) throws ReflectiveOperationException {
    var name = field.getName();
    if (field.getType() == CommandSpec.class) {
      return "    spec.addMixin(\"%s\", it.%1$s);%n".formatted(name);
    }
    add(field.getType());
    var made =
        Modifier.isFinal(field.getModifiers())
            ? ""
            : "    if (it.%s == null) it.%1$s = factory.create(%s.class);%n"
                .formatted(name, field.getType().getName());
    return made
        + "    spec.addMixin(\"%s\", %sModel.of(it.%1$s, factory));%n"
            .formatted(name, field.getType().getName());
  }

  private static String cast(Field field) {
    var type = field.getType();
    if (!type.isPrimitive()) {
      return type.getName();
    }
    return switch (type.getName()) {
      case "boolean" -> "Boolean";
      case "int" -> "Integer";
      case "long" -> "Long";
      case "double" -> "Double";
      default -> throw new IllegalStateException(field.toString());
    };
  }

  /// What picocli makes of the annotation is said, so that nothing is inferred anew.
  private static String argument(Field field, int number) throws ReflectiveOperationException {
    var option = field.getAnnotation(Option.class);
    var parameters = field.getAnnotation(Parameters.class);
    refuseOthers(field, option != null ? option : parameters);
    var arg = spec(field);
    var calls = new StringBuilder();
    if (arg instanceof OptionSpec it) {
      calls.append("    spec.addOption(OptionSpec.builder(%s)".formatted(texts(it.names())));
      calls.append(".usageHelp(%s).order(%d)".formatted(it.usageHelp(), it.order()));
      calls.append(".fallbackValue(%s)".formatted(text(it.fallbackValue())));
    } else {
      var index = ((PositionalParamSpec) arg).index().toString();
      calls.append("    spec.addPositional(PositionalParamSpec.builder()");
      calls.append(".index(%s)".formatted(text(index)));
    }
    calls.append(".paramLabel(%s)".formatted(text(arg.paramLabel())));
    calls.append(".description(%s)".formatted(texts(arg.description())));
    calls.append(".required(%s).hidden(%s)".formatted(arg.required(), arg.hidden()));
    calls.append(".type(%s)".formatted(classes(arg.type())));
    calls.append(".auxiliaryTypes(%s)".formatted(classes(arg.auxiliaryTypes())));
    calls.append(".splitRegex(%s)".formatted(text(arg.splitRegex())));
    calls.append(".scopeType(CommandLine.ScopeType.%s)".formatted(arg.scopeType()));
    var arity = option != null ? option.arity() : parameters.arity();
    if (!arity.isEmpty()) {
      calls.append(".arity(%s)".formatted(text(arity)));
    }
    if (arg.completionCandidates() != null) {
      var words = option.completionCandidates().getCanonicalName();
      calls.append(".completionCandidates(new %s())".formatted(words));
    }
    if (option != null && !option.preprocessor().getSimpleName().startsWith("NoOp")) {
      calls.append(".preprocessor(new %s())".formatted(option.preprocessor().getName()));
    }
    calls.append(".initialValue(it.%s)".formatted(field.getName()));
    calls.append(".getter(new Field(it, %d)).setter(new Field(it, %1$d))".formatted(number));
    return calls + ".build());%n".formatted();
  }

  private static String classes(Class<?>... types) {
    return Arrays.stream(types).map(it -> it.getCanonicalName() + ".class").collect(joining(", "));
  }

  /// What is written there and would be lost.
  private static void refuseOthers(Object where, Annotation annotation)
      throws ReflectiveOperationException {
    for (var attribute : annotation.annotationType().getDeclaredMethods()) {
      var isUsual = Objects.deepEquals(attribute.invoke(annotation), attribute.getDefaultValue());
      if (!isUsual && !KNOWN.contains(attribute.getName())) {
        throw new IllegalStateException(
            "CommandModels.java knows no %s of %s; add it there"
                .formatted(attribute.getName(), where));
      }
    }
  }

  private static ArgSpec spec(Field field) throws ReflectiveOperationException {
    var member =
        Class.forName("picocli.CommandLine$Model$TypedMember").getDeclaredConstructor(Field.class);
    member.setAccessible(true);
    var element = (IAnnotatedElement) member.newInstance(field);
    return field.isAnnotationPresent(Option.class)
        ? OptionSpec.builder(element, CommandLine.defaultFactory()).build()
        : PositionalParamSpec.builder(element, CommandLine.defaultFactory()).build();
  }

  private static String command(Class<?> type) throws ReflectiveOperationException {
    var command = type.getAnnotation(Command.class);
    if (command == null) {
      return "";
    }
    refuseOthers(type, command);
    var all = "      spec.name(%s);%n".formatted(text(command.name()));
    all += "      spec.usageMessage().description(%s);%n".formatted(texts(command.description()));
    all += "      spec.usageMessage().footer(%s);%n".formatted(texts(command.footer()));
    return all + "      spec.usageMessage().hidden(%s);%n".formatted(command.hidden());
  }

  private static String texts(String... texts) {
    return "new String[] {"
        + Arrays.stream(texts).map(CommandModels::text).collect(joining(", "))
        + "}";
  }

  private static String text(String text) {
    var quoted = new StringBuilder("\"");
    for (var letter : text.toCharArray()) {
      quoted.append(
          switch (letter) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            default ->
                letter < ' ' || letter > '~'
                    ? "\\u%04x".formatted((int) letter)
                    : String.valueOf(letter);
          });
    }
    return quoted + "\"";
  }
}
