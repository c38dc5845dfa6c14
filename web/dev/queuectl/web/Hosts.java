package dev.queuectl.web;

import dev.queuectl.web.request.DashboardOptions;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The values of `Host` that mean us. A page of somebody else whose name is made to point here
/// ("DNS rebinding") sends its own.
final class Hosts {
  static final ErrorText MISDIRECTED =
      new ErrorText(
          421,
          "This dashboard does not answer to that host name; it can be given one when it is"
              + " started.");

  private static final Set<String> LOCAL = Set.of(DashboardOptions.LOOPBACK, "localhost", "[::1]");
  private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

  private final String scheme;
  private final Set<String> ours;
  private final Set<String> names;

  Hosts(DashboardOptions options) {
    scheme = options.isSecure() ? "https://" : "http://";
    ours =
        Stream.concat(LOCAL.stream(), Stream.of(options.host().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    names =
        options.names().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether pages of that origin are ours: of the host that was asked, or of a name that a proxy
  /// has in its place.
  ///
  /// @param host as the request says, which [#allows] it
  boolean isOrigin(String origin, String host) {
    var requested = origin.toLowerCase(Locale.ROOT);
    if (!requested.startsWith(scheme)) {
      return false;
    }
    var place = requested.substring(scheme.length());
    return place.equals(host.toLowerCase(Locale.ROOT)) || names.contains(place);
  }

  /// @param host as the request says
  /// @param port that it came to
  boolean allows(@Nullable String host, int port) {
    if (host == null) {
      return false;
    }
    var requested = host.toLowerCase(Locale.ROOT);
    var suffix = ":" + port;
    var bare =
        requested.endsWith(suffix)
            ? requested.substring(0, requested.length() - suffix.length())
            : requested;
    // A proxy has a port of its own.
    return names.contains(requested)
        || names.contains(bare)
        || ours.contains(bare) && (!bare.equals(requested) || USUAL_PORTS.contains(port));
  }
}
