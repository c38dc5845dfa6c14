import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// See `bench/http-enqueue`: sends one job a request over connections that stay open, each request
/// after the answer to the last.
class HttpEnqueue {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.ISO_8859_1);

  private final URI url;
  private final String token;

  private HttpEnqueue(URI url, String token) {
    this.url = url;
    this.token = token;
  }

  /// Prints microseconds.
  ///
  /// @param args the address of a dashboard, its token, how many connections, how many jobs in all
  public static void main(String[] args) throws Exception {
    var enqueue = new HttpEnqueue(URI.create(args[0]), args[1]);
    var connections = Integer.parseInt(args[2]);
    var each = Integer.parseInt(args[3]) / connections;
    var begin = System.nanoTime();
    try (var clients = Executors.newFixedThreadPool(connections)) {
      var tasks =
          IntStream.range(0, connections)
              .<Callable<Boolean>>mapToObj(_ -> () -> enqueue.send(each))
              .toList();
      for (var client : clients.invokeAll(tasks)) {
        client.get();
      }
    }
    System.out.println((System.nanoTime() - begin) / 1000);
  }

  private boolean send(int jobs) throws IOException {
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var i = 0; i < jobs; i++) {
        socket.getOutputStream().write(request("{\"command\": \"echo %d\"}".formatted(i)));
        receive(in);
      }
      return true;
    }
  }

  private byte[] request(String job) {
    var head =
        """
        POST /api/v1/jobs HTTP/1.1
        Host: %s:%d
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(url.getHost(), url.getPort(), token, job.length());
    return (head.replace("\n", "\r\n") + job).getBytes(StandardCharsets.ISO_8859_1);
  }

  /// @throws IOException unless the job was created
  private static void receive(InputStream in) throws IOException {
    var status = line(in);
    if (!status.startsWith("HTTP/1.1 201")) {
      throw new IOException(status);
    }
    var length = 0;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, LENGTH.length)) {
        length = Integer.parseInt(line.substring(LENGTH.length).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
