package dev.queuectl.store;

import dev.queuectl.KeptOutput;
import java.util.List;
import java.util.Optional;

/// What attempts print, kept in the store, where hosts do not share a disk. Every method is one
/// transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface OutputStore {

  /// One stream of one attempt.
  ///
  /// @param seq of the job, see [dev.queuectl.Job#seq]
  record Stream(long seq, int attempt, boolean stdout) {}

  /// Some of what was printed.
  ///
  /// @param edition a later one replaces an earlier one as a whole
  /// @param at the offset of its first byte
  /// @param bytes not compressed
  record Part(int edition, long at, byte[] bytes) {
    public long end() {
      return at + bytes.length;
    }
  }

  /// A part to be added.
  record NewPart(Stream stream, Part part) {}

  /// One that is there already stays as it is.
  void add(List<NewPart> parts);

  /// The next parts of the newest edition; empty if there are none yet.
  ///
  /// @param edition the one that the reader has; -1 for none
  /// @param from the offset up to which the reader has it
  List<Part> read(Stream stream, int edition, long from);

  /// The last part of the newest edition.
  Optional<Part> last(Stream stream);

  /// Deletes all editions before this one and, of this one, the parts that begin in a range.
  void forget(Stream stream, int edition, long from, long until);

  /// Of which ended attempts nothing is here, although they have printed something: newest first.
  List<KeptOutput> unstored(int limit);
}
