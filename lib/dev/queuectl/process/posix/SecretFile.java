package dev.queuectl.process.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/// A file with a random word that only its owner can read.
public final class SecretFile {
  private static final int BYTES = 32;

  private SecretFile() {}

  /// The word in the file, created with the file if it does not exist: 43 letters, digits, `-` and
  /// `_`, from 256 random bits.
  public static String readOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    return Files.readString(file).strip();
  }

  /// All or nothing: if two processes create it, both read the same word afterwards.
  private static void make(Path file) throws IOException {
    PrivateFiles.makeDirectoryOf(file);
    var random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    var word = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    Files.createFile(draft, PrivateFiles.fileMode());
    try {
      Files.writeString(draft, word + "\n", StandardCharsets.UTF_8);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // The other one was first.
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
