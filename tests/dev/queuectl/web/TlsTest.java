package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With a certificate it speaks TLS.
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  /// A key of that algorithm and a certificate that it has signed itself.
  private KeyStore keys(String algorithm) throws Exception {
    var file = directory.resolve("keys.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var words =
        List.of(
            keytool,
            "-J-XX:TieredStopAtLevel=1", // it runs for less time than it takes to make it fast
            "-J-XX:+UseSerialGC",
            "-genkeypair",
            "-alias",
            "k",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    var generating = new ProcessBuilder(words).redirectErrorStream(true).start();
    assertThat(generating.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), PASSWORD);
  }

  private Path pem(String title, byte[] content) throws IOException {
    var lines = Base64.getMimeEncoder().encodeToString(content);
    return Files.writeString(
        directory.resolve(title.replace(' ', '-') + ".pem"),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(title, lines));
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("k", keys.getCertificate("k"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "EdDSA"})
  void keysOfAllUsualKindsWillDo(String algorithm) throws Exception {
    var keys = keys(algorithm);
    var tls =
        new Tls(
            pem("CERTIFICATE", keys.getCertificate("k").getEncoded()),
            pem("PRIVATE KEY", keys.getKey("k", PASSWORD).getEncoded()));
    var options =
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, List.of(), false, tls, false, false);
    try (var served = new Served(directory, options);
        var http = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
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
