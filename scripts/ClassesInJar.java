import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles sources, by the names of their classes, into a jar.
record ClassesInJar(Path jar) {
  void compile(Map<String, String> sources) throws IOException {
    var javac = ToolProvider.getSystemJavaCompiler();
    var options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
    try (var inside = FileSystems.newFileSystem(jar);
        var files = javac.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(inside.getPath("/")));
      var texts =
          sources.entrySet().stream().map(it -> source(it.getKey(), it.getValue())).toList();
      if (!javac.getTask(null, files, null, options, null, texts).call()) {
        throw new IllegalStateException("the classes for " + jar + " cannot be compiled");
      }
      age(inside.getPath("/"), sources.keySet());
    }
  }

  private static JavaFileObject source(String name, String text) {
    var file = URI.create("string:///" + name.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(file, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /// As old as those that were there, in all three ways: the same sources give the same jar.
  private static void age(Path root, Set<String> names) throws IOException {
    var time = Files.getLastModifiedTime(root.resolve("dev/queuectl/cli/Main.class"));
    for (var name : names) {
      var file = root.resolve(name.replace('.', '/') + ".class");
      try (var classes = Files.list(file.getParent())) {
        var simple = name.substring(name.lastIndexOf('.') + 1);
        for (var it : classes.filter(it -> isOf(simple, it.getFileName().toString())).toList()) {
          Files.getFileAttributeView(it, BasicFileAttributeView.class).setTimes(time, time, time);
        }
      }
    }
  }

  private static boolean isOf(String type, String file) {
    return file.equals(type + ".class") || file.startsWith(type + "$");
  }
}
