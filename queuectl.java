///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//COMPILE_OPTIONS -proc:full -parameters
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true -XX:+UseSerialGC -XX:TieredStopAtLevel=1
//DEPS io.micronaut.platform:micronaut-platform:4.10.17@pom
//DEPS io.micronaut.picocli:micronaut-picocli
//DEPS io.micronaut:micronaut-inject-java
//DEPS org.jooq:jooq:3.21.7
//DEPS org.xerial:sqlite-jdbc:3.54.1.0
//DEPS tools.jackson.core:jackson-core:3.0.2
//DEPS org.slf4j:slf4j-simple:2.0.17
//DEPS org.jspecify:jspecify:1.0.0
//DEPS jakarta.xml.bind:jakarta.xml.bind-api:4.0.2
//SOURCES lib/dev/queuectl/Attempt.java
//SOURCES lib/dev/queuectl/Backoff.java
//SOURCES lib/dev/queuectl/ConfigStore.java
//SOURCES lib/dev/queuectl/Durations.java
//SOURCES lib/dev/queuectl/Job.java
//SOURCES lib/dev/queuectl/JobEdit.java
//SOURCES lib/dev/queuectl/JobPolicy.java
//SOURCES lib/dev/queuectl/JobQuery.java
//SOURCES lib/dev/queuectl/JobState.java
//SOURCES lib/dev/queuectl/JobStore.java
//SOURCES lib/dev/queuectl/Lease.java
//SOURCES lib/dev/queuectl/NewJob.java
//SOURCES lib/dev/queuectl/Outcome.java
//SOURCES lib/dev/queuectl/ProcessIdentity.java
//SOURCES lib/dev/queuectl/QueueException.java
//SOURCES lib/dev/queuectl/RetryPolicy.java
//SOURCES lib/dev/queuectl/Setting.java
//SOURCES lib/dev/queuectl/Settings.java
//SOURCES lib/dev/queuectl/Signals.java
//SOURCES lib/dev/queuectl/Store.java
//SOURCES lib/dev/queuectl/Transition.java
//SOURCES lib/dev/queuectl/Words.java
//SOURCES lib/dev/queuectl/Worker.java
//SOURCES lib/dev/queuectl/WorkerStore.java
//SOURCES lib/dev/queuectl/cli/Main.java
//SOURCES lib/dev/queuectl/cli/package-info.java
//SOURCES lib/dev/queuectl/door/Door.java
//SOURCES lib/dev/queuectl/door/package-info.java
//SOURCES lib/dev/queuectl/package-info.java

/** The door for JBang: no logic here. */
class queuectl {
  public static void main(String[] args) {
    dev.queuectl.cli.Main.main(args);
  }
}
