package dev.queuectl.worker;

import dev.queuectl.process.output.OutputReader;
import dev.queuectl.store.OutputStore;
import dev.queuectl.store.OutputStore.NewPart;
import dev.queuectl.store.OutputStore.Part;
import dev.queuectl.store.OutputStore.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/// How far one stream of an attempt has come into the store. After a failure it is made anew, and
/// goes on behind what the store has.
final class Upload {
  private static final int PART_BYTES = 256 * 1024;
  private static final int MOST_PARTS = 16;

  private final Stream stream;
  private final Path file;
  private int edition;
  private long at;
  private long parts;

  /// Of what is in the store; null if that is not known, or if it is not what is in the file.
  private @Nullable CRC32 sum = new CRC32();

  private Upload(Stream stream, Path file) {
    this.stream = stream;
    this.file = file;
  }

  /// Of an attempt of which the store has nothing.
  static Upload begin(Stream stream, Path file) {
    return new Upload(stream, file);
  }

  /// Of an attempt that another worker, or this one, has begun to upload.
  static Upload resume(Stream stream, Path file, OutputStore store) {
    var upload = new Upload(stream, file);
    store.last(stream).ifPresent(upload::goOnAfter);
    return upload;
  }

  private void goOnAfter(Part last) {
    edition = last.edition();
    at = last.end();
    sum = null;
  }

  /// What a running job has printed since; only so much that others get their turn.
  List<NewPart> fresh() throws IOException {
    var reader = new OutputReader(file);
    var size = reader.size();
    if (size < at) {
      beginAnew(); // the job itself has emptied it
    }
    var fresh = new ArrayList<NewPart>();
    while (at < size && fresh.size() < MOST_PARTS) {
      var part = next(reader);
      if (part.part().bytes().length == 0) {
        break;
      }
      fresh.add(part);
    }
    return fresh;
  }

  private void beginAnew() {
    edition++;
    at = 0;
    parts = 0;
    sum = new CRC32();
  }

  private NewPart next(OutputReader reader) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var end = reader.copy(at, PART_BYTES, bytes);
    var part = new NewPart(stream, new Part(edition, at, bytes.toByteArray()));
    if (end - at != bytes.size()) {
      sum = null; // a sentence stands for what was left out
    }
    if (sum != null) {
      sum.update(part.part().bytes());
    }
    at = end;
    parts++;
    return part;
  }

  /// What the store lacks of an attempt that has ended: all, if something in the middle was left
  /// out at the end, or if the parts are many and small.
  void rest(Consumer<NewPart> to) throws IOException {
    var reader = new OutputReader(file);
    var size = reader.size();
    if (at > 0 && (parts > 8 + size / PART_BYTES * 2 || !isAsStored(reader, size))) {
      beginAnew();
    }
    // Where a sentence stands for something, offsets are those of the file no more.
    try (var cut = new Parts(to)) {
      reader.copy(at, size - at, cut);
    }
  }

  private boolean isAsStored(OutputReader reader, long size) throws IOException {
    if (sum == null || at > size) {
      return false;
    }
    var now = new CRC32();
    reader.copy(0, at, new CheckedOutputStream(OutputStream.nullOutputStream(), now));
    return now.getValue() == sum.getValue();
  }

  Stream stream() {
    return stream;
  }

  /// Anything of an earlier one is of no use once this one is complete.
  int edition() {
    return edition;
  }

  long at() {
    return at;
  }

  /// Cuts a stream of bytes into parts; the last one when it is closed.
  private final class Parts extends OutputStream {
    private final Consumer<NewPart> to;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Parts(Consumer<NewPart> to) {
      this.to = to;
    }

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes.write(some, from, length);
      if (bytes.size() >= PART_BYTES) {
        close();
      }
    }

    @Override
    public void close() {
      if (bytes.size() > 0) {
        to.accept(new NewPart(stream, new Part(edition, at, bytes.toByteArray())));
        at += bytes.size();
        bytes.reset();
      }
    }
  }
}
