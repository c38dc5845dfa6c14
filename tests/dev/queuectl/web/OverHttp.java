package dev.queuectl.web;

import dev.queuectl.web.request.DashboardOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A dashboard of its own for each test, asked as browsers, programs and strangers do.
abstract class OverHttp {
  @TempDir Path directory;
  Served served;

  @BeforeEach
  void start() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  void restart(DashboardOptions options) {
    served.close();
    served = new Served(directory, options);
  }

  HttpResponse<String> browser(
      String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    var cookie = served.cookie();
    return served.send(method, path, it -> more.apply(it.header("Cookie", cookie)));
  }

  static UnaryOperator<HttpRequest.Builder> from(String served) {
    return request -> request.header("Sec-Fetch-Site", served);
  }

  int at(String path, String cookie) {
    return served.send("GET", path, it -> it.header("Cookie", cookie)).statusCode();
  }

  /// `name=value`, as a browser sends it back.
  static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  /// Java's client refuses malformed escapes itself.
  int rawStatus(String method, String address) throws IOException {
    var head = "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n\r\n";
    var answer = raw(head.formatted(method, address, served.dashboard.port(), served.token()));
    return Integer.parseInt(answer.split(" ")[1]);
  }

  /// What nothing but a socket can send.
  String raw(String head) throws IOException {
    try (var socket = new Socket(DashboardOptions.LOOPBACK, served.dashboard.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
