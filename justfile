# The formatter, and tests in more than one JVM, need Maven itself on the Java of QueueCTL; an older one will do for
# everything else.
java25 := 'JAVA_HOME="$(scripts/find-java)" MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow'
mvn25 := java25 + ' mvn -B -ntp -q -Pcheck'

# What there is to do
default:
    @just --list --unsorted

# Fetch and build everything once
setup:
    ./queuectl version

# Run the tests, all or some, in three JVMs: just test -Dtest=LayersTest
test *ARGS:
    {{java25}} mvn -B -ntp test -DforkCount=3 {{ARGS}}

# Check the format, Error Prone and NullAway
check:
    {{mvn25}} compile

# Format the sources
fmt:
    {{mvn25}} spotless:apply

# Build target/queuectl.jar and what makes it start fast, if a source has changed
jar:
    ./queuectl version

# Run the program as it is now: just run list --json
run *ARGS:
    ./queuectl {{ARGS}}

# Run all benchmarks, which takes a quarter of an hour, or one: just bench enqueue
bench NAME='all' *ARGS:
    @bench/{{NAME}} {{ARGS}}

# Tell JBang which files there are, after one was added, moved or removed
sources:
    scripts/sources

# Regenerate the jOOQ classes after a migration
generate:
    scripts/generate

# Take pictures of every page of the dashboard, into target/screenshots: look at them
screenshots:
    mvn -B -ntp -q test -Dtest=ScreenshotsTest -DexcludedGroups=

# Write the manual page, target/queuectl.1
man: jar
    ./queuectl help --man >target/queuectl.1

# Build what is given away, into target/dist: jar, catalog, Debian package, tar file with its own Java
dist: jar
    scripts/dist

# Try what is given away: over slow HTTP, without Java, as a Debian package (as root)
smoke-dist: jar
    scripts/smoke-dist

# Let JReleaser write what a release gives to package managers, and look at it; nothing is published (after dist)
smoke-release:
    scripts/smoke-release

# Ask all doors (launcher, jar, JBang) the same questions
smoke: jar
    scripts/smoke

# Kill, stop, fill, lock and move everything under real workers: just chaos --only kill-worker --seed 1
chaos *ARGS:
    scripts/chaos {{ARGS}}

# Break archives at random for so many seconds, and import them
fuzz SECONDS='60':
    mvn -B -ntp -q test -Dtest=ArchiveFuzzTest -Dqueuectl.fuzz.seconds={{SECONDS}}

# All that CI does
ci:
    .ci/run
