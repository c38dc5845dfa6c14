package dev.queuectl.web.request;

import dev.queuectl.QueueException;
import dev.queuectl.store.Grant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a dashboard is to be started.
///
/// @param host the address to listen on
/// @param port 0 means any that is free
/// @param names further names by which browsers reach it
/// @param behindProxy whether a proxy on this machine or before it ends TLS and says in
///   `X-Forwarded-For` who asks
/// @param tls null means plain HTTP
/// @param readOnly nothing can be changed
/// @param noSubmit no command can be added or edited
public record DashboardOptions(
    String host,
    int port,
    List<String> names,
    boolean behindProxy,
    @Nullable Tls tls,
    boolean readOnly,
    boolean noSubmit) {
  public static final String LOOPBACK = "127.0.0.1";

  private static final Set<String> LOOPBACKS = Set.of(LOOPBACK, "localhost", "::1", "[::1]");

  /// @throws QueueException.Invalid if others could listen to what is said
  public DashboardOptions {
    names = List.copyOf(names);
    if (!LOOPBACKS.contains(host) && tls == null && !behindProxy) {
      throw new QueueException.Invalid(
          "refusing plain HTTP beyond loopback (%s)".formatted(host), QueueException.Known.ENCRYPT);
    }
  }

  /// On this machine only, with everything allowed.
  public static DashboardOptions local(int port) {
    return new DashboardOptions(LOOPBACK, port, List.of(), false, null, false, false);
  }

  /// Whether browsers speak TLS, with us or with the proxy.
  public boolean isSecure() {
    return tls != null || behindProxy;
  }

  /// @param at the port that it listens on
  public String url(int at) {
    if (behindProxy && !names.isEmpty()) {
      return "https://" + names.getFirst();
    }
    var name = names.isEmpty() ? bracketed(host) : names.getFirst();
    return (tls == null ? "http://" : "https://") + name + ":" + at;
  }

  /// As IPv6 addresses stand in a URL (RFC 3986, 3.2.2).
  private static String bracketed(String host) {
    return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
  }

  /// What anybody may do here at most.
  public Grant grant() {
    return readOnly ? Grant.READ_ONLY : noSubmit ? Grant.NO_SUBMIT : Grant.FULL;
  }
}
