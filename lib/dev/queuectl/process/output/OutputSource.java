package dev.queuectl.process.output;

import java.io.IOException;
import java.io.OutputStream;

/// What can be read of an attempt's output: one stream, or both.
public interface OutputSource {
  /// How many bytes there are.
  long size() throws IOException;

  /// Copies at most this many bytes from an offset on.
  ///
  /// @return the offset of the end of what was copied
  long copy(long offset, long mostBytes, OutputStream to) throws IOException;

  /// Where the last lines begin; 0 if there are no more lines than that.
  long tailOffset(int lines) throws IOException;
}
