package dev.queuectl.store;

import java.util.function.LongSupplier;

/// Whether others have changed a store since somebody last looked. Cheap enough to be asked ten
/// times a second, and for one thread at a time.
public final class Changes {
  private final LongSupplier version;
  private long asked;
  private long seen;
  private boolean isKnown;

  /// @param version another number whenever another process has changed the store
  public Changes(LongSupplier version) {
    this.version = version;
  }

  /// Whether another process has changed the store since what was [#seen]; true if nothing was yet.
  public boolean any() {
    asked = version.getAsLong();
    return !isKnown || asked != seen;
  }

  /// All that had changed when [#any] was last asked was read, and is news no more.
  public void seen() {
    seen = asked;
    isKnown = true;
  }

  /// Whatever was seen is to be read again, as after a change of our own, which does not count.
  public void forget() {
    isKnown = false;
  }
}
