package dev.queuectl.store;

/// Whether others have changed a store since somebody last looked. Cheap enough to ask ten times a
/// second; for one thread at a time. Each kind of store notices changes in its own way; none ever
/// misses one, but it may say yes although nothing has changed.
public interface Changes {

  /// Whether another process has changed the store since [#seen]; true if that was never called.
  boolean any();

  /// Everything that had changed when [#any] was last asked has been read now.
  void seen();

  /// Everything must be read again, as after a change of our own, which [#any] may not notice.
  void forget();
}
