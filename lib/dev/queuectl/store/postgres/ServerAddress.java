package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a queue on PostgreSQL, written as libpq writes it
/// (postgresql.org/docs/current/libpq-connect.html): `postgresql://user:password@host:port/name`,
/// then `?sslmode=...` and the like. Only what the driver is given contains the password.
///
/// @param hosts one or several, each with a port or without
public record ServerAddress(
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

  /// Options that are secrets, too.
  private static final Set<String> SECRET = Set.of("password", "sslpassword");

  /// What libpq takes from the environment, unless the address says it; the driver itself finds
  /// `PGPASSFILE` and `PGSERVICEFILE`.
  private static final Map<String, String> OF_ENVIRONMENT =
      Map.of(
          "PGUSER", "user",
          "PGPASSWORD", "password",
          "PGSSLMODE", "sslmode",
          "PGSSLROOTCERT", "sslrootcert",
          "PGSSLCERT", "sslcert",
          "PGSSLKEY", "sslkey",
          "PGCONNECT_TIMEOUT", "connect_timeout");

  public ServerAddress {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /// @param env what libpq would look at for what the address does not say
  /// @throws QueueException.Invalid without saying what was given, since a password may be in it
  public static ServerAddress of(String url, Map<String, String> env) {
    var given = of(url);
    var options = new TreeMap<>(given.options);
    OF_ENVIRONMENT.forEach(
        (name, option) -> {
          if (!env.getOrDefault(name, "").isEmpty()) {
            options.putIfAbsent(option, env.get(name));
          }
        });
    var user = options.remove("user");
    var password = options.remove("password");
    return new ServerAddress(
        given.user == null ? user : given.user,
        given.password == null ? password : given.password,
        given.hosts,
        given.database,
        options);
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

  /// Names the store from anywhere, to whoever has the password from elsewhere.
  public String url() {
    var shown =
        options.entrySet().stream()
            .filter(option -> !SECRET.contains(option.getKey()))
            .map(option -> encoded(option.getKey()) + "=" + encoded(option.getValue()))
            .collect(Collectors.joining("&"));
    return "postgresql://"
        + (user == null ? "" : encoded(user) + "@")
        + hosts
        + "/"
        + encoded(database)
        + (shown.isEmpty() ? "" : "?" + shown);
  }

  /// A name for what a host keeps of this store: whoever connects, and however.
  public String fileName() {
    var store = hosts + "/" + database + "/" + options.getOrDefault("currentSchema", "");
    var readable = store.replaceFirst("/$", "").replaceAll("[^A-Za-z0-9.-]", "_");
    return readable.substring(0, Math.min(readable.length(), 80))
        + "-%08x".formatted(store.hashCode());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  String jdbcUrl() {
    return "jdbc:postgresql://" + hosts + "/" + encoded(database);
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
