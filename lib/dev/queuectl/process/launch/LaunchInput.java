package dev.queuectl.process.launch;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.queuectl.environment.Stdin;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What a command reads from standard input: a file, so that it is still there when the worker has
/// died, and new for each attempt, since a command can write to it (`> /dev/stdin`).
///
/// @param file absolute; whoever launches deletes it when the command has ended
public record LaunchInput(Stdin stdin, Path file) {
  void write() throws IOException {
    Files.deleteIfExists(file);
    PrivateFiles.makeDirectoryOf(file);
    try (var channel =
        Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), PrivateFiles.fileMode())) {
      for (var bytes = ByteBuffer.wrap(stdin.bytes()); bytes.hasRemaining(); ) {
        channel.write(bytes);
      }
    }
  }
}
