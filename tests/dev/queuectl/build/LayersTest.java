package dev.queuectl.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Dependencies point one way: vocabulary <- store, process <- worker <- cli; process <- report <-
/// cli, web; cli opens web.
class LayersTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.queuectl");

  /// The only class that may ask the machine for the time or sleep, should there be need of one;
  /// everybody else is handed an `InstantSource`.
  private static final String CLOCK = "SystemClock";

  @Test
  void vocabularyUsesNothingButJava() {
    classes()
        .that()
        .resideInAPackage("dev.queuectl")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.queuectl", "java..", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void onlyTheStoreSeesSql() {
    only("store", "org.jooq..", "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..");
  }

  @Test
  void onlyTheCommandLineSeesMicronautAndPicocli() {
    only("cli", "io.micronaut..", "picocli..", "jakarta.inject..", "org.jline..");
  }

  @Test
  void onlyTheWebSeesJavalinAndJ2html() {
    only("web", "io.javalin..", "j2html..", "org.eclipse.jetty..", "jakarta.servlet..");
  }

  @Test
  void onlyTheReportSeesPrometheus() {
    only("report", "io.prometheus..");
  }

  /// What is stored can only become text: nothing but our own style sheet is put into a page as it
  /// is, and who draws pages knows nothing of requests.
  @Test
  void pagesEscapeEverythingAndKnowNoRequests() {
    noClasses()
        .that()
        .doNotHaveSimpleName("BareStyle")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("j2html.tags.UnescapedText")
        .orShould()
        .callMethodWhere(
            JavaMethodCall.Predicates.target(With.owner(name("j2html.TagCreator")))
                .and(JavaMethodCall.Predicates.target(name("rawHtml"))))
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.queuectl.web.page..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "dev.queuectl.web", "dev.queuectl.web.browser..")
        .check(MAIN);
  }

  @Test
  void storeSeesOnlyTheVocabulary() {
    never("store", "process", "report", "worker", "cli", "web");
  }

  @Test
  void processSeesOnlyTheVocabulary() {
    never("process", "store", "report", "worker", "cli", "web");
  }

  @Test
  void workerSeesNoStoreAndNothingAboveIt() {
    never("worker", "store", "report", "cli", "web");
  }

  @Test
  void reportSeesTheVocabularyAndOutputFiles() {
    never("report", "store", "worker", "cli", "web");
  }

  @Test
  void webSeesNoStoreNoWorkerAndNoCommandLine() {
    never("web", "store", "worker", "cli");
  }

  @Test
  void timeIsHandedIn() {
    noClasses()
        .that()
        .doNotHaveSimpleName(CLOCK)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethodWhere(
            JavaMethodCall.Predicates.target(With.owner(resideInAPackage("java.time")))
                .and(JavaMethodCall.Predicates.target(name("now"))))
        .because("one InstantSource decides every time")
        .check(MAIN);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .that()
        .doNotHaveSimpleName(CLOCK)
        .should()
        .callMethodWhere(
            JavaMethodCall.Predicates.target(With.owner(name("java.lang.Thread")))
                .and(JavaMethodCall.Predicates.target(name("sleep"))))
        .because("waiting is a timed wait that stop() and wake() can end")
        .check(MAIN);
  }

  private static void only(String layer, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.queuectl." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(MAIN);
  }

  private static void never(String layer, String... others) {
    var packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "dev.queuectl." + others[i] + "..";
    }
    noClasses()
        .that()
        .resideInAPackage("dev.queuectl." + layer + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true)
        .check(MAIN);
  }
}
