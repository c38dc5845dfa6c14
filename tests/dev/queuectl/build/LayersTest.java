package dev.queuectl.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import dev.queuectl.cli.access.StorePlace;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.Store;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Dependencies point one way: vocabulary <- contracts of a store <- its rooms, action, worker,
/// report, web <- cli; vocabulary <- process <- action, worker, report. Only the command line sees
/// how a store keeps its promises.
class LayersTest {
  private static final JavaClasses MAIN = House.CLASSES;

  /// Who opens stores or looks after the file of one.
  private static final Set<String> AT_THE_SEAM =
      Set.of(
          "StoreAccess",
          "StoreOpener",
          "OutputFolder",
          "WakeBell",
          "DoctorCommand",
          "FileChecks",
          "RestoreCommand");

  private static final int MOST_VERBS = 76;

  @Test
  void vocabularyUsesNothingButJava() {
    classes()
        .that()
        .resideInAPackage("dev.queuectl")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.queuectl",
            "dev.queuectl.environment",
            "dev.queuectl.outcome",
            "dev.queuectl.tie",
            "java..",
            "org.jspecify..")
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage("dev.queuectl.tie")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.queuectl.tie", "java..", "org.jspecify..")
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage("dev.queuectl.outcome")
        .and(not(name("dev.queuectl.outcome.LinearPattern")))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.queuectl.outcome", "java..", "org.jspecify..")
        .check(MAIN);
    only("outcome", "com.google.re2j..");
    classes()
        .that()
        .resideInAPackage("dev.queuectl.environment")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.queuectl.environment", "java..", "org.jspecify..")
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage("dev.queuectl.schedule")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.queuectl",
            "dev.queuectl.environment",
            "dev.queuectl.schedule",
            "java..",
            "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void contractsUseTheVocabularyOnly() {
    classes()
        .that()
        .resideInAPackage("dev.queuectl.store")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.queuectl",
            "dev.queuectl.environment",
            "dev.queuectl.schedule",
            "dev.queuectl.tie",
            "dev.queuectl.store",
            "java..",
            "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void onlyTheStoreSeesSql() {
    only("store", "org.jooq..", "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..");
  }

  /// The seam beside which another database will stand: whoever opens a store, or looks after its
  /// file, names the kind, and asks for the file.
  @Test
  void onlyWhoOpensAStoreKnowsWhichKindItIs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.queuectl.store.sqlite..")
        .and(not(describe("are at the seam", type -> AT_THE_SEAM.contains(outermost(type)))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.queuectl.store.sqlite..", "org.sqlite..")
        .orShould()
        .callMethod(StorePlace.File.class, "database")
        .check(MAIN);
    only("store.sqlite", "org.sqlite..");
    only("store.postgres", "org.postgresql..", "com.zaxxer..");
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
  }

  /// Statements are written once: jOOQ's name of a database, and its own words, stand in its room
  /// only.
  @Test
  void verbsRowsAndStatementsNameNoDatabase() throws IOException {
    var own =
        Pattern.compile(
            "(?i)sqlite|\\bpragma\\b|\\browid\\b|begin immediate|insert or |\\bvacuum\\b"
                + "|json_each|typeof|SQLDialect\\.[A-Z]");
    assertThat(files("lib/dev/queuectl/store", own)).isEmpty();
  }

  /// Nor does anybody else, be it in a comment, but for those at the seam, and these three: which
  /// files must not be touched while they are open, what a person can do with a damaged one, and
  /// which script unpacks its library.
  @Test
  void onlyTheSeamNamesTheDatabase() throws IOException {
    var named = new TreeSet<String>();
    for (var root : List.of("lib", "web")) {
      named.addAll(files(root, Pattern.compile("(?i)sqlite|-wal\\b|-shm\\b")));
    }
    var may = new TreeSet<>(AT_THE_SEAM);
    may.addAll(List.of("OpenDatabases", "StoreChecks", "ProgramFiles"));
    assertThat(named).isEqualTo(may);
  }

  /// Which classes below a folder hold it; the rooms of databases and what is generated do not
  /// count.
  private static Set<String> files(String root, Pattern what) throws IOException {
    try (var all = Files.walk(Path.of(root))) {
      var found = new TreeSet<String>();
      for (var file : all.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (!file.toString().matches(".*/store/(sqlite|postgres|schema)/.*")
            && what.matcher(Files.readString(file)).find()) {
          found.add(file.getFileName().toString().replace(".java", ""));
        }
      }
      return found;
    }
  }

  /// Whoever writes a store for another database writes them all.
  @Test
  void storesHaveFewVerbs() {
    var verbs =
        Stream.of(Store.class.getMethods())
            .map(Method::getReturnType)
            .filter(
                type -> type.isInterface() && type.getPackage().equals(Store.class.getPackage()))
            .filter(type -> type.getSimpleName().matches("\\w+Store|Upkeep"))
            .flatMap(type -> Stream.of(type.getMethods()))
            .filter(verb -> Modifier.isAbstract(verb.getModifiers()))
            .map(Method::toGenericString)
            .distinct()
            .toList();
    assertThat(verbs).hasSizeBetween(30, MOST_VERBS);
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
        .resideInAnyPackage("io.javalin..")
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
    never("worker", "store.*", "report", "cli", "web");
  }

  @Test
  void reportSeesTheVocabularyAndOutputFiles() {
    never("report", "store.*", "worker", "cli", "web");
  }

  @Test
  void actionsSeeTheVocabularyAndOutputFiles() {
    never("action", "store.*", "report", "worker", "cli", "web");
  }

  @Test
  void theDoctorSeesContractsProcessesAndReports() {
    never("doctor", "action", "worker", "cli", "web");
  }

  /// Whoever changes jobs goes through the actions, so output is deleted there alone.
  @Test
  void onlyActionsDeleteTheOutputOfJobs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.queuectl.action..")
        .should()
        .callMethod(LogStore.class, "remove", long.class, int.class)
        .check(MAIN);
  }

  @Test
  void webSeesNoStoreNoWorkerAndNoCommandLine() {
    never("web", "store.*", "worker", "cli");
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
