package dev.queuectl.store;

/// Whether others have changed a store since somebody last looked. Cheap enough to be asked ten
/// times a second, and for one thread at a time. Each kind of store notices it in its own way; none
/// ever misses a change, but one may say yes though nothing has changed.
public interface Changes {

  /// Whether another process has changed the store since what was [#seen]; true if nothing was yet.
  boolean any();

  /// All that had changed when [#any] was last asked was read, and is news no more.
  void seen();

  /// Whatever was seen is to be read again, as after a change of our own, which need not count.
  void forget();
}
