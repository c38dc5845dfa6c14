package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With a certificate it speaks TLS.
class TlsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "EdDSA"})
  void keysOfAllUsualKindsWillDo(String algorithm) throws Exception {
    var keys = SelfSigned.in(directory, algorithm);
    try (var served = new Served(directory, keys.options());
        var http = HttpClient.newBuilder().sslContext(keys.trusting()).build()) {
      assertThat(served.dashboard.url()).startsWith("https://127.0.0.1:");
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(served.dashboard.loginUrl())).build(),
              BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }
}
