package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A key of some algorithm, a certificate that it has signed itself, and who trusts it.
record SelfSigned(DashboardOptions options, SSLContext trusting) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  static SelfSigned in(Path directory, String algorithm) throws Exception {
    var keys = keys(directory.resolve("keys.p12"), algorithm);
    var tls =
        new Tls(
            pem(directory, "CERTIFICATE", keys.getCertificate("k").getEncoded()),
            pem(directory, "PRIVATE KEY", keys.getKey("k", PASSWORD).getEncoded()));
    return new SelfSigned(
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, List.of(), false, tls, false, false),
        trusting(keys));
  }

  private static KeyStore keys(Path file, String algorithm) throws Exception {
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

  private static Path pem(Path directory, String title, byte[] content) throws IOException {
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
}
