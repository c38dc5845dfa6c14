package dev.queuectl.cli;

import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.BeanContextConfiguration;
import io.micronaut.context.DefaultBeanContext;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Micronaut's container for one run: with the beans that are asked for and those that their
/// constructors ask for, found by the names that Micronaut's compiler gives to definitions. Reading
/// all definitions in the jar, and an application's environment, takes longer than most commands.
@SuppressWarnings("overrides") // that of Micronaut, with itself
final class Beans extends DefaultBeanContext {
  static {
    // Otherwise Micronaut reads the jar's list of files for more converters; our beans take no
    // properties, and so need none.
    NoFiles.whileIn(
        () ->
            StaticOptimizations.set(
                new SoftServiceLoader.Optimizations(
                    Map.of(TypeConverterRegistrar.class.getName(), _ -> Stream.empty()))));
  }

  private final Set<Class<?>> wanted;
  private final Set<Class<?>> given;

  /// @param wanted what will be asked for
  /// @param given what will be registered, and so has no definition to look for
  Beans(Set<Class<?>> wanted, Set<Class<?>> given) {
    super(new BeanContextConfiguration() {});
    this.wanted = Set.copyOf(wanted);
    this.given = Set.copyOf(given);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Micronaut declares it
  protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
    var found = new ArrayList<BeanDefinitionReference>();
    var seen = new HashSet<Class<?>>(wanted);
    seen.addAll(given);
    var open = new ArrayDeque<>(wanted);
    while (!open.isEmpty()) {
      definition(open.remove())
          .ifPresent(
              definition -> {
                found.add(definition);
                for (var argument :
                    ((BeanDefinition<?>) definition).getConstructor().getArguments()) {
                  if (seen.add(argument.getType())) {
                    open.add(argument.getType());
                  }
                }
              });
    }
    return found;
  }

  /// Empty for what is no bean of its own.
  private static Optional<BeanDefinitionReference<?>> definition(Class<?> type) {
    var name = "%s.$%s$Definition".formatted(type.getPackageName(), type.getSimpleName());
    try {
      var definition = Class.forName(name).getDeclaredConstructor().newInstance();
      return Optional.of((BeanDefinitionReference<?>) definition);
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Override
  protected Iterable<BeanConfiguration> resolveBeanConfigurations() {
    return List.of();
  }

  /// The store is all that wants to be closed; Micronaut would put the beans in order first, which
  /// takes as long as storing a job.
  @Override
  public void close() {
    getActiveBeanRegistrations(StoreAccess.class).forEach(store -> store.bean().close());
  }

  /// Nobody listens, and the publisher would be one more bean.
  @Override
  public void publishEvent(Object event) {}
}
