import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Rewrites the classes in a jar that were compiled for Java 5 (picocli's) as those of Java 8, with
/// the stack maps that these need: the JVM keeps no older class in an AOT cache, and loading and
/// verifying picocli took 30-70 ms of every command.
///
/// And has SQLite's driver make its format of dates when one is read or written, which we never do,
/// rather than for every connection: Java makes it from the data of all its locales, in 35 ms. And
/// has it tidy up after libraries that it unpacked only where it unpacks: it looks for its version
/// in a file for that, and for the first file that is looked for Java reads the list of the jar.
class ModernizeClasses {
  private static final int FIRST_THAT_CAN_BE_CACHED = 50;

  /// Taking the code apart and putting it together again is what makes the stack maps.
  private static final ClassTransform AS_JAVA_8 =
      (builder, element) -> {
        switch (element) {
          case ClassFileVersion _ -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          case MethodModel method ->
              builder.transformMethod(method, MethodTransform.transformingCode(CodeBuilder::with));
          default -> builder.with(element);
        }
      };

  private static final String CONNECTION_CONFIG = "org/sqlite/SQLiteConnectionConfig";
  private static final ClassDesc DATE_FORMAT = ClassDesc.of("org.sqlite.date.FastDateFormat");

  private static final ClassTransform DATE_FORMAT_WHEN_ASKED =
      ClassTransform.transformingMethodBodies(
          (code, element) -> {
            switch (element) {
              case InvokeInstruction call when call.owner().matches(DATE_FORMAT) ->
                  code.pop().aconst_null();
              case FieldInstruction field
                  when field.opcode() == Opcode.GETFIELD
                      && field.name().equalsString("dateFormat") ->
                  code.getfield(
                          field.owner().asSymbol(), "dateStringFormat", ConstantDescs.CD_String)
                      .invokestatic(
                          DATE_FORMAT,
                          "getInstance",
                          MethodTypeDesc.of(DATE_FORMAT, ConstantDescs.CD_String));
              default -> code.with(element);
            }
          });

  private static final String LOADER = "org/sqlite/SQLiteJDBCLoader";

  private static final ClassTransform TIDIED_WHERE_IT_UNPACKS =
      ClassTransform.transformingMethodBodies(
          method -> method.methodName().equalsString("initialize"),
          (code, element) -> {
            if (element instanceof InvokeInstruction call && call.name().equalsString("cleanup")) {
              code.ldc("org.sqlite.lib.path")
                  .invokestatic(
                      ClassDesc.of("java.lang.System"),
                      "getProperty",
                      MethodTypeDesc.of(ConstantDescs.CD_String, ConstantDescs.CD_String))
                  .ifThen(Opcode.IFNULL, unpacks -> unpacks.with(element));
            } else {
              code.with(element);
            }
          });

  private static final Map<String, ClassTransform> CHANGED =
      Map.of(CONNECTION_CONFIG, DATE_FORMAT_WHEN_ASKED, LOADER, TIDIED_WHERE_IT_UNPACKS);

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        var inside = FileSystems.newFileSystem(jar);
        var files = Files.walk(inside.getPath("/"))) {
      var hierarchy =
          ClassHierarchyResolver.ofResourceParsing(loader)
              .orElse(ClassHierarchyResolver.defaultResolver());
      var classFile =
          ClassFile.of(
              ClassHierarchyResolverOption.of(hierarchy), StackMapsOption.GENERATE_STACK_MAPS);
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        var model = classFile.parse(Files.readAllBytes(file));
        var isOld = model.majorVersion() < FIRST_THAT_CAN_BE_CACHED;
        var change = isOld ? AS_JAVA_8 : CHANGED.get(model.thisClass().asInternalName());
        if (change != null) {
          var time = Files.getLastModifiedTime(file);
          byte[] modern = classFile.transformClass(model, change);
          for (VerifyError error : classFile.verify(modern)) {
            throw error;
          }
          Files.write(file, modern);
          Files.setLastModifiedTime(file, time);
        }
      }
    }
  }
}
