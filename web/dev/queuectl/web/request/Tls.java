package dev.queuectl.web.request;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// A certificate and its key, in the PEM files that everybody has.
///
/// @param certificate with those that lead to its root, if any
/// @param key of PKCS #8, not encrypted
public record Tls(Path certificate, Path key) {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /// @throws QueueException.Invalid if the files do not hold what they should
  public SslContextFactory.Server context() {
    try (var chain = Files.newInputStream(certificate)) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(chain);
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "dashboard", privateKey(), new char[0], certificates.toArray(Certificate[]::new));
      var context = new SslContextFactory.Server();
      context.setKeyStore(store);
      context.setKeyStorePassword("");
      context.setSniRequired(false);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new QueueException.Invalid(
          "the certificate %s with the key %s cannot be used: %s".formatted(certificate, key, e),
          "Both must be PEM files; the key must be a PRIVATE KEY (PKCS #8) without a password.");
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    var found = PKCS8.matcher(Files.readString(key));
    if (!found.find()) {
      throw new InvalidKeySpecException("there is no PRIVATE KEY in " + key);
    }
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    for (var algorithm : List.of("EC", "RSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // The other one, then.
      }
    }
    return KeyFactory.getInstance("EdDSA").generatePrivate(spec);
  }
}
