package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.web.request.DashboardOptions;
import io.javalin.Javalin;
import io.javalin.http.Handler;
import io.javalin.http.servlet.JavalinServlet;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

/// Whatever a handler ends in, it is no success.
class ErrorResponsesTest {
  private static final byte[] LARGE = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);

  private static String answer(Handler handler, String more) throws Exception {
    var javalin =
        Javalin.create(
            config -> {
              ErrorResponses.map(config);
              config.routes.get("/x", handler);
            });
    var server =
        new Listener(DashboardOptions.local(0)).listening(new JavalinServlet(javalin.unsafe));
    try (var socket =
        new Socket(
            DashboardOptions.LOOPBACK,
            ((ServerConnector) server.getConnectors()[0]).getLocalPort())) {
      var head =
          "GET /x HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n".formatted(socket.getPort(), more);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } finally {
      Listener.stop(server);
    }
  }

  @Test
  void everyFailureHasAStatusAndASentence() throws Exception {
    for (var failure :
        List.of(
            new EofException("early"),
            new IOException("disk"),
            new IOException("slow", new TimeoutException()),
            new IllegalStateException("bug"),
            new StackOverflowError())) {
      var answer =
          answer(
              context -> {
                context.outputStream().write("part of an answer".getBytes(StandardCharsets.UTF_8));
                throw sneaky(failure);
              },
              "");
      assertThat(answer).as("%s", failure).matches("(?s)HTTP/1.1 (400|408|500|503) .*");
      assertThat(answer).as("%s", failure).doesNotContain("part of an answer");
      assertThat(answer).contains("application/problem+json", "\"detail\": \"");
    }
  }

  @Test
  void anAnswerThatHasBegunDoesNotEndAsIfItWereWhole() throws Exception {
    Handler fails =
        context -> {
          context.outputStream().write(LARGE);
          throw new IllegalStateException("half way");
        };
    for (var more : List.of("", "Accept-Encoding: gzip\r\n")) {
      assertThat(answer(fails, more))
          .doesNotContain("problem", "This is a bug")
          .doesNotEndWith("0\r\n\r\n");
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> Exception sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
