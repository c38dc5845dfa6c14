package dev.queuectl.build;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rooms of the house: which of their neighbours each may use, and that each can be taken in at
/// a glance.
class RoomsTest {
  private static final JavaClasses MAIN = House.CLASSES;

  /// Those that Java starts, scripts generate with, or tests look at from elsewhere; and two whose
  /// use no class file shows, since it is a constant of theirs or only passes them on.
  private static final Set<String> FOR_OTHERS =
      Set.of("Main", "Door", "OpenOutputFiles", "LiveFeed", "SalvagedRows", "TypedWords");

  private static final int MOST_FILES = 35;
  private static final int MOST_FILES_AT_THE_DOOR = 10;

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
    "cli.schedule,     cli.console cli.access cli.job",
    "cli.search,       cli.console cli.access cli.job",
    "cli.queue,        cli.console cli.access cli.syntax cli.job",
    "cli.top,          cli.console cli.access cli.job cli.worker",
    "cli.transfer,     cli.console cli.access cli.job",
    "cli.service,      cli.console cli.access cli.dashboard cli.worker",
    "cli.install,      cli.console cli.access cli.syntax",
    "cli.shell,        cli.console cli.access cli.job cli.syntax cli.worker",
    "cli.upkeep,       cli.console cli.access",
    "cli.selftest,     cli.console cli.access",
    "store.sql,        store.schema..",
    "store.tie,        store store.schema.. store.sql",
    "store.job,        store store.schema.. store.sql store.tie",
    "store.history,    store store.schema.. store.sql store.tie store.job",
    "store.repair,     store store.schema.. store.sql store.job",
    "store.schedule,   store store.schema.. store.sql store.job",
    "store.access,     store store.schema.. store.sql store.job",
    "store.worker,     store store.schema.. store.sql store.tie store.job store.history"
        + " store.repair store.schedule",
    "store.relational, store store.schema.. store.sql store.job store.history"
        + " store.repair store.worker store.access store.schedule",
    "store.sqlite,     store store.schema.. store.sql store.job store.history"
        + " store.repair store.worker store.relational",
    "store.postgres,   store store.schema.. store.sql store.job store.history"
        + " store.repair store.worker store.relational",
    "report.run,       report",
    "report.schedule,  report",
    "report.dead,      report",
    "report.prometheus, report",
    "report.search,    report",
    "report.tail,",
    "report.slots,     report",
    "process.posix,",
    "process.output,   process.posix",
    "process.journal,  process.posix",
    "process.launch,   process.posix process.output process.journal",
    "web.page.part,",
    "web.page.output,  web.page.part",
    "web.page.schedule, web.page.part",
    "web.page.chart,   web.page.part",
    "web.page.queue,   web.page.part",
    "web.page,         web.page.part web.page.output web.page.chart web.page.queue",
    "web.page.activity, web.page web.page.part web.page.output web.page.chart",
    "web.request,",
    "web.api,          web.request",
    "web.browser,      web.request web.page web.page.part web.page.output web.page.chart"
        + " web.page.queue web.page.activity web.page.schedule"
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
}
