package dev.queuectl.cli.install;

import dev.queuectl.QueueException;
import dev.queuectl.environment.Sha256;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Another version's queuectl.jar, from a file or over HTTP. It is run only after it has been
/// checked, and installs itself.
///
/// @param source a file's path, or a URL
/// @param sha256 what its checksum must be; a URL needs one
record NewerProgram(String source, @Nullable String sha256) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  NewerProgram {
    if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new QueueException.Invalid(
          "\"" + sha256 + "\" is no SHA-256 checksum",
          "It has 64 hexadecimal digits: sha256sum FILE prints it.");
    }
    if (isUrl(source) && sha256 == null) {
      throw new QueueException.Invalid(
          "what comes over the network needs a checksum; nothing was fetched",
          "Give the one from SHA256SUMS: --sha256 DIGITS.");
    }
  }

  private static boolean isUrl(String source) {
    return source.matches("(?i)https?://.*");
  }

  /// Copies it to a file, and looks at it there: nobody can exchange it between check and use.
  ///
  /// @throws QueueException.Invalid if it is not what it should be
  void fetchTo(Path jar) throws IOException {
    if (isUrl(source)) {
      download(jar);
    } else if (Files.isRegularFile(Path.of(source))) {
      Files.copy(Path.of(source), jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      throw new QueueException.NotFound("there is no file " + source, "");
    }
    checkSum(jar);
    checkProgram(jar);
  }

  private void download(Path jar) throws IOException {
    try (var http =
        HttpClient.newBuilder().followRedirects(Redirect.NORMAL).connectTimeout(PATIENCE).build()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(source)).timeout(PATIENCE).build(),
              BodyHandlers.ofFile(jar));
      if (answer.statusCode() != 200) {
        throw new IOException("%s answered %d".formatted(source, answer.statusCode()));
      }
    } catch (IllegalArgumentException e) {
      throw new QueueException.Invalid("\"" + source + "\" is no URL", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void checkSum(Path jar) throws IOException {
    var is = Sha256.hex(Files.readAllBytes(jar));
    if (sha256 != null && !is.equals(sha256.toLowerCase(Locale.ROOT))) {
      throw new QueueException.Invalid(
          "the checksum of %s is %s, not the one given; nothing was installed"
              .formatted(source, is),
          "Fetch it again, and compare with SHA256SUMS.");
    }
  }

  private void checkProgram(Path jar) throws IOException {
    try (var inside = new JarFile(jar.toFile())) {
      if (inside.getEntry("dev/queuectl/cli/install/InstallCommand.class") != null) {
        return;
      }
    } catch (ZipException e) {
      // told below
    }
    throw new QueueException.Invalid(
        source + " is not a queuectl.jar that can install itself; nothing was installed",
        "Give the queuectl.jar of a release.");
  }
}
