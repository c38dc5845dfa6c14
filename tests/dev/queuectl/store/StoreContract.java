package dev.queuectl.store;

import java.nio.file.Path;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What every store keeps, whatever it is made of: each class that extends this is run once a kind.
@ParameterizedClass
@MethodSource("dev.queuectl.store.StoreKind#all")
abstract class StoreContract extends StoreSteps {
  @Parameter StoreKind kind;

  @Override
  public Store open(Path directory) {
    return kind.open(directory);
  }
}
