package dev.queuectl.web.request;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses that come with a request and lead on: to our own pages only, whatever a form or a link
/// of somebody else says.
public final class OwnAddress {
  /// A path and a query. Browsers take two slashes, also backslashes, for the beginning of a host.
  private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]{0,3000}");

  /// What is no page that somebody can be on.
  private static final Pattern NO_PAGE =
      Pattern.compile("/(login|logout|theme|zone|api|assets|health|metrics)\\b.*");

  private OwnAddress() {}

  /// @param otherwise for what is not given, or is elsewhere
  public static String of(@Nullable String address, String otherwise) {
    return address != null && OWN.matcher(address).matches() && !NO_PAGE.matcher(address).matches()
        ? address
        : otherwise;
  }
}
