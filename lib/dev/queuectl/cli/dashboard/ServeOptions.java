package dev.queuectl.cli.dashboard;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.cli.console.Console;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Tls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a dashboard is served.
public final class ServeOptions {
  @Option(
      names = {"--port", "-p"},
      paramLabel = "N",
      description = "The port; 0 picks a free one (default: the configured dashboard_port).")
  @Nullable
  public String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The address to listen on (default: 127.0.0.1, this machine only). Any other needs "
              + "TLS or --behind-proxy.")
  String host = DashboardOptions.LOOPBACK;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "A host name that browsers use for it, such as the proxy's; may be repeated.")
  List<String> names = List.of();

  @Option(
      names = "--behind-proxy",
      description = "A proxy terminates TLS and passes the client's address in X-Forwarded-For.")
  boolean behindProxy;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "Serve TLS with this certificate (PEM).")
  @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key (PEM, PKCS #8).")
  @Nullable Path key;

  @Option(names = "--read-only", description = "Do not allow any changes.")
  boolean readOnly;

  @Option(names = "--no-submit", description = "Do not allow commands to be added or edited.")
  boolean noSubmit;

  public DashboardOptions read(Console console, Settings settings) {
    return new DashboardOptions(
        host, port(settings), names, behindProxy, tls(console.cwd()), readOnly, noSubmit);
  }

  /// The same options as words, for another process.
  List<String> words(Path cwd) {
    var words = new ArrayList<String>();
    add(words, "--port", port);
    add(words, "--host", host);
    names.forEach(name -> add(words, "--name", name));
    add(words, "--tls-certificate", certificate == null ? null : cwd.resolve(certificate));
    add(words, "--tls-key", key == null ? null : cwd.resolve(key));
    add(words, "--behind-proxy", behindProxy);
    add(words, "--read-only", readOnly);
    add(words, "--no-submit", noSubmit);
    return words;
  }

  private static void add(List<String> words, String option, @Nullable Object value) {
    if (value != null) {
      words.add(option + "=" + value);
    }
  }

  private int port(Settings settings) {
    if (port == null) {
      return settings.number(Setting.DASHBOARD_PORT);
    }
    return Numbers.whole("--port", port, 0, 65_535);
  }

  private @Nullable Tls tls(Path cwd) {
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new QueueException.Invalid(
          "--tls-certificate and --tls-key must be used together", "Give both.");
    }
    return new Tls(cwd.resolve(certificate), cwd.resolve(key));
  }
}
