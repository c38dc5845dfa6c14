package dev.queuectl.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.queuectl.cli.access.StorePlace;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.Store;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Dependencies point one way: vocabulary <- contracts of a store <- its rooms, action, worker,
/// report, web <- cli; vocabulary <- process <- action, worker, report. Only the command line sees
/// how a store keeps its promises.
class LayersTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.queuectl");

  /// The only class that may ask the machine for the time or sleep, should there be need of one;
  /// everybody else is handed an `InstantSource`.
  private static final String CLOCK = "SystemClock";

  /// Those that Java starts, scripts generate with, or tests look at from elsewhere; and two whose
  /// use no class file shows, since it is a constant of theirs or only passes them on.
  private static final Set<String> FOR_OTHERS =
      Set.of("Main", "Door", "OpenOutputFiles", "LiveFeed", "SalvagedRows", "TypedWords");

  /// Who opens stores or looks after the file of one.
  private static final Set<String> AT_THE_SEAM =
      Set.of(
          "StoreAccess",
          "OutputFolder",
          "WakeBell",
          "DoctorCommand",
          "FileChecks",
          "RestoreCommand");

  private static final int MOST_VERBS = 45;
  private static final int MOST_FILES = 35;
  private static final int MOST_FILES_AT_THE_DOOR = 10;

  @Test
  void vocabularyUsesNothingButJava() {
    classes()
        .that()
        .resideInAPackage("dev.queuectl")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.queuectl", "dev.queuectl.environment", "java..", "org.jspecify..")
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage("dev.queuectl.environment")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.queuectl.environment", "java..", "org.jspecify..")
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
        .callMethod(StorePlace.class, "database")
        .check(MAIN);
    only("store.sqlite", "org.sqlite..");
  }

  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "").replaceFirst(".*\\.", "");
  }

  /// Statements are written once: jOOQ's name of a database, and SQLite's own words, stand in its
  /// room only.
  @Test
  void verbsRowsAndStatementsNameNoDatabase() throws IOException {
    var own =
        Pattern.compile(
            "(?i)sqlite|\\bpragma\\b|\\browid\\b|begin immediate|insert or |\\bvacuum\\b"
                + "|json_each|typeof|SQLDialect\\.[A-Z]");
    assertThat(files("lib/dev/queuectl/store", own)).isEmpty();
  }

  /// Nor does anybody else, be it in a comment, but for those at the seam, and these two: which
  /// files must not be touched while they are open, and what a person can do with a damaged one.
  @Test
  void onlyTheSeamNamesTheDatabase() throws IOException {
    var named = new TreeSet<String>();
    for (var root : List.of("lib", "web")) {
      named.addAll(files(root, Pattern.compile("(?i)sqlite|-wal\\b|-shm\\b")));
    }
    var may = new TreeSet<>(AT_THE_SEAM);
    may.addAll(List.of("OpenDatabases", "StoreChecks"));
    assertThat(named).isEqualTo(may);
  }

  /// Which classes below a folder hold it; SQLite's room and what is generated do not count.
  private static Set<String> files(String root, Pattern what) throws IOException {
    try (var all = Files.walk(Path.of(root))) {
      var found = new TreeSet<String>();
      for (var file : all.filter(it -> it.toString().endsWith(".java")).toList()) {
        if (!file.toString().matches(".*/store/(sqlite|schema)/.*")
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

  /// The rooms of the command line, of the store, of the processes and of the web: which of their
  /// neighbours each may use. What is inside a room is private to its package.
  @ParameterizedTest
  @CsvSource({
    "cli.console,",
    "cli.access,       cli.console",
    "cli.syntax,       cli.console cli.access",
    "cli.dashboard,    cli.console cli.access cli.syntax",
    "cli.worker,       cli.console cli.access cli.dashboard",
    "cli.job,          cli.console cli.access cli.worker",
    "cli.dlq,          cli.console cli.access cli.job",
    "cli.queue,        cli.console cli.access cli.job",
    "cli.top,          cli.console cli.access cli.job cli.worker",
    "cli.transfer,     cli.console cli.access cli.job",
    "cli.service,      cli.console cli.access cli.dashboard cli.worker",
    "cli.shell,        cli.console cli.access cli.job cli.syntax cli.worker",
    "cli.upkeep,       cli.console cli.access",
    "cli.selftest,     cli.console cli.access",
    "store.sql,        store.schema..",
    "store.job,        store store.schema.. store.sql",
    "store.history,    store store.schema.. store.sql store.job",
    "store.repair,     store store.schema.. store.sql store.job",
    "store.worker,     store store.schema.. store.sql store.job store.history store.repair",
    "store.sqlite,     store store.schema.. store.sql store.job store.history"
        + " store.repair store.worker",
    "report.run,       report",
    "process.posix,",
    "process.output,   process.posix",
    "process.journal,  process.posix",
    "process.launch,   process.posix process.output process.journal",
    "web.page.part,",
    "web.page.output,  web.page.part",
    "web.page.chart,   web.page.part",
    "web.page,         web.page.part web.page.output web.page.chart",
    "web.request,",
    "web.api,          web.request",
    "web.browser,      web.request web.page web.page.part web.page.output web.page.chart"
  })
  void roomsUseOnlyThoseBelow(String room, @Nullable String below) {
    var allowed = new ArrayList<>(List.of("dev.queuectl." + room));
    if (below != null) {
      Stream.of(below.split(" ")).map("dev.queuectl."::concat).forEach(allowed::add);
    }
    var house = "dev.queuectl." + room.substring(0, room.indexOf('.'));
    noClasses()
        .that()
        .resideInAPackage("dev.queuectl." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage(house + "..")
                .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
        .check(MAIN);
  }

  /// Of what jOOQ generates, the schema and its tables know each other.
  @Test
  void noPackagesGoInACircle() {
    slices()
        .matching("dev.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAPackage("dev.queuectl.store.schema.."),
            resideInAPackage("dev.queuectl.store.schema.."))
        .check(MAIN);
  }

  @Test
  void noRoomIsTooFullToBeTakenInAtAGlance() {
    var files = new TreeMap<String, Set<String>>();
    for (var each : MAIN) {
      var room = each.getPackageName();
      each.getSource()
          .flatMap(Source::getFileName)
          .filter(file -> !file.equals("package-info.java"))
          .ifPresent(file -> files.computeIfAbsent(room, _ -> new TreeSet<>()).add(file));
    }
    assertThat(files).hasSizeGreaterThan(20);
    assertThat(files)
        .allSatisfy((room, all) -> assertThat(all).as(room).hasSizeLessThanOrEqualTo(MOST_FILES));
    assertThat(files.get("dev.queuectl.cli")).hasSizeLessThanOrEqualTo(MOST_FILES_AT_THE_DOOR);
  }

  /// A room is what others use of it: what nobody does is its own business.
  @Test
  void whatIsPublicIsUsedByAnotherRoom() {
    var unused =
        MAIN.stream()
            .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(PUBLIC))
            .filter(type -> !type.getPackageName().startsWith("dev.queuectl.store.schema"))
            .filter(type -> !type.getName().contains("$")) // generated
            .filter(type -> !FOR_OTHERS.contains(type.getSimpleName()))
            .filter(
                type ->
                    type.getDirectDependenciesToSelf().stream()
                        .map(use -> use.getOriginClass().getPackageName())
                        .allMatch(type.getPackageName()::equals))
            .map(JavaClass::getName)
            .sorted()
            .toList();
    assertThat(unused).isEmpty();
  }

  /// One word, one meaning.
  @Test
  void noTwoClassesShareAName() {
    var names = new TreeMap<String, Set<String>>();
    MAIN.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getPackageName().startsWith("dev.queuectl.store.schema.tables"))
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .filter(type -> !type.getName().contains("$")) // generated
        .forEach(
            type ->
                names
                    .computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                    .add(type.getPackageName()));
    assertThat(names).allSatisfy((name, rooms) -> assertThat(rooms).as(name).hasSize(1));
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
