package dev.queuectl.store.sqlite;

import dev.queuectl.store.Store.Listening;

/// How processes that have the same file open call each other, which SQLite itself cannot do;
/// passed in by whoever opens a store. Only a hint: rings may be merged, or lost.
public interface Doorbell {
  /// Nobody rings, nobody hears.
  Doorbell NONE =
      new Doorbell() {
        @Override
        public void ring() {
          // nobody listens
        }

        @Override
        public Listening listen(Runnable whenRung) {
          return () -> {};
        }
      };

  /// Calls all listeners. Never fails: what it announces is already stored.
  void ring();

  /// Calls back soon after each ring, from a thread of its own, until closed.
  Listening listen(Runnable whenRung);
}
