package dev.queuectl.cli.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 of a file, 64 hexadecimal digits in lower case.
final class Checksum {
  private Checksum() {}

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        var all = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      all.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(all.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
