import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.sqlite.util.LibraryLoaderUtil;

/// Unpacks SQLite's native library for this machine into the file named: the driver would unpack it
/// anew in every process, which takes longer than the rest of a command.
class UnpackSqlite {
  public static void main(String[] args) throws IOException {
    Path library = Path.of(args[0]);
    Path fresh = Path.of(args[0] + ".new");
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (var packed = UnpackSqlite.class.getResourceAsStream(resource);
        var file =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
      packed.transferTo(Channels.newOutputStream(file));
      file.force(true); // a library cut off by a power failure would crash every later command
    }
    // In one step: a running worker keeps the file it has mapped.
    Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
  }
}
