import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Leaves the names of local variables, which only debuggers show, out of the libraries in a jar: a
/// thirteenth of it. Lines and parameters keep theirs, and so do our own classes.
///
/// By ASM, since Java's own API makes the stack maps anew, for which it wants to see every class.
class ForgetNames {
  public static void main(String[] args) throws IOException {
    try (var inside = FileSystems.newFileSystem(Path.of(args[0]));
        var files = Files.walk(inside.getPath("/"))) {
      for (Path file : files.filter(ForgetNames::isOfLibrary).toList()) {
        // The same sources make the same jar.
        var time = Files.getLastModifiedTime(file);
        Files.write(file, withoutNames(Files.readAllBytes(file)));
        Files.setLastModifiedTime(file, time);
      }
    }
  }

  private static boolean isOfLibrary(Path file) {
    return file.toString().endsWith(".class") && !file.startsWith("/dev/queuectl");
  }

  private static byte[] withoutNames(byte[] contents) {
    var writer = new ClassWriter(0);
    new ClassReader(contents).accept(new WithoutNames(writer), 0);
    return writer.toByteArray();
  }

  private static final class WithoutNames extends ClassVisitor {
    WithoutNames(ClassVisitor writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
        @Override
        public void visitLocalVariable(
            String name, String descriptor, String signature, Label start, Label end, int index) {
          // left out
        }
      };
    }
  }
}
