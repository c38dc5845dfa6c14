import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/// Unpacks SQLite's native library for this machine into a folder and prints its name: the driver
/// would unpack it anew in every process, which takes longer than the rest of a command.
///
/// Moved into place in one step: a running worker keeps the file it has mapped.
class UnpackSqlite {
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    String name = LibraryLoaderUtil.getNativeLibName();
    Path fresh = Files.createTempFile(folder, "sqlite", ".new");
    try (var packed = UnpackSqlite.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
      Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
    }
    fresh.toFile().setReadable(true, false);
    fresh.toFile().setExecutable(true, false);
    Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    System.out.println(name);
  }
}
