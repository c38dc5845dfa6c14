package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.JsonValues;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What came back over a socket.
///
/// @param headers by their names in lower case
record RawAnswer(int status, Map<String, String> headers, String body) {
  /// Of HTTP/1.1.
  static RawAnswer of(String raw) {
    var parts = raw.split("\r\n\r\n", 2);
    var lines = parts[0].lines().toList();
    var headers =
        lines.stream()
            .skip(1)
            .map(line -> line.split(": ?", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1], (a, b) -> a));
    return new RawAnswer(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, parts[1]);
  }

  /// It says of itself what every answer of the dashboard says.
  void isOurs() {
    assertThat(headers)
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("cache-control", "no-store")
        .containsKey("content-security-policy")
        .doesNotContainKeys("set-cookie", "server");
  }

  void isProblem(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    isOurs();
    assertThat(headers).containsEntry("content-type", "application/problem+json");
    assertThat(JsonValues.object(body))
        .containsEntry("status", (long) expected)
        .containsKeys("title", "detail");
  }
}
