package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of a queue on PostgreSQL, written as libpq writes it
/// (postgresql.org/docs/current/libpq-connect.html): `postgresql://user:password@host:port/name`,
/// then `?sslmode=...` and the like. Nothing but [#url] contains the password.
///
/// @param hosts one or several, each with a port or without
record ServerAddress(
    @Nullable String user,
    @Nullable String password,
    String hosts,
    String database,
    Map<String, String> options) {
  private static final Pattern URL =
      Pattern.compile(
          "(?:postgresql|postgres)://(?:(?<login>[^/?#]*)@)?(?<hosts>[^/?@]*)"
              + "(?:/(?<name>[^?/]*))?(?:\\?(?<options>.*))?");

  /// What the driver calls otherwise than libpq.
  private static final Map<String, String> DRIVERS_NAMES =
      Map.of("connect_timeout", "connectTimeout", "application_name", "ApplicationName");

  ServerAddress {
    options = Map.copyOf(options);
  }

  /// @throws QueueException.Invalid without saying what was given, since a password may be in it
  static ServerAddress of(String url) {
    var parts = URL.matcher(url);
    if (!parts.matches() || orEmpty(parts.group("name")).isEmpty()) {
      throw new QueueException.Invalid(
          "the address of the PostgreSQL server is not like postgresql://USER@HOST/DATABASE",
          "Write a % before the two hexadecimal digits of a special character, as in a URL.");
    }
    var login = orEmpty(parts.group("login")).split(":", 2);
    var options = options(orEmpty(parts.group("options")));
    var user = login[0].isEmpty() ? options.remove("user") : decoded(login[0]);
    var password = login.length == 2 ? decoded(login[1]) : options.remove("password");
    var hosts = orEmpty(parts.group("hosts"));
    return new ServerAddress(
        user,
        password,
        hosts.isEmpty() ? "localhost" : hosts,
        decoded(parts.group("name")),
        options);
  }

  private static Map<String, String> options(String query) {
    var options = new LinkedHashMap<String, String>();
    for (var option : query.isEmpty() ? new String[0] : query.split("&")) {
      var pair = option.split("=", 2);
      options.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
    }
    return options;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new QueueException.Invalid(
          "the address of the PostgreSQL server has a % that is not followed by two hexadecimal"
              + " digits",
          "Write %25 for a percent sign.");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// For people and logs: without password and options.
  @Override
  public String toString() {
    return "postgresql://" + (user == null ? "" : user + "@") + hosts + "/" + database;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + hosts + "/" + database;
  }

  /// What the driver is told besides.
  Properties properties() {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "queuectl");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    options.forEach(
        (name, value) -> properties.setProperty(DRIVERS_NAMES.getOrDefault(name, name), value));
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }
}
