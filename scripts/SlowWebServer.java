import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// Serves a folder on a free port of the loopback interface, each answer after so many milliseconds,
/// as from far away. Prints its port, then a line for each request.
///
/// Arguments: FOLDER MILLISECONDS
class SlowWebServer {
  public static void main(String[] args) throws IOException {
    var delay = Long.parseLong(args[1]) * 1_000_000;
    var slow =
        Filter.beforeHandler(
            "slow",
            exchange -> {
              System.out.println(exchange.getRequestMethod() + " " + exchange.getRequestURI());
              LockSupport.parkNanos(delay);
            });
    var files = SimpleFileServer.createFileHandler(Path.of(args[0]).toRealPath());
    var server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0, "/", files, slow);
    System.out.println(server.getAddress().getPort());
    server.start();
  }
}
