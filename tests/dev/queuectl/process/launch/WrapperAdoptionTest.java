package dev.queuectl.process.launch;

import java.util.Optional;

/// The same for what a worker started under a wrapper of its own.
class WrapperAdoptionTest extends AdoptionTest {
  @Override
  Optional<String> variable() {
    return Optional.of("GREETING");
  }
}
