package dev.queuectl.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Time is what the clock says that one is handed, and passes at nobody's wish.
class HandedClockTest {
  private static final JavaClasses MAIN = House.CLASSES;

  /// The only class that may ask the machine for the time or sleep, should there be need of one;
  /// everybody else is handed an `InstantSource`.
  private static final String CLOCK = "SystemClock";

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
}
