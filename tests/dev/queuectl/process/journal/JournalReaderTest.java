package dev.queuectl.process.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.process.journal.Exit.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalReaderTest {
  @TempDir Path directory;

  @Test
  void aStartWithoutAnEndStillRuns() throws Exception {
    assertThat(entry("\ns 1.1@w.journal.0 77\n")).contains(found(77, null));
  }

  @Test
  void aLineWithoutItsEndIsNotBelieved() throws Exception {
    assertThat(entry("\ns 1.1@w.journal.0 77\n\ne 1.1@w.journal.0 1")).contains(found(77, null));
  }

  @Test
  void recordsOfOthersAndForeignLinesAreSkipped() throws Exception {
    assertThat(
            entry(
                """
                s 1.1@w.journal.0 7
                s 1.1@w.jou
                s 1.1@other.journal.0 99

                s 11.1@w.journal.0 98
                e 11.1@w.journal.0 5

                e 1.1@w.journal.0 3 5.2.15(1)-release
                """))
        .contains(found(7, new End.Exited(3), false));
  }

  @Test
  void aNoticeBetweenTheRecordsTellsASignal() throws Exception {
    var before = "Killed\n\ns 1.1@w.journal.0 7\n";

    assertThat(entry(before + "\ne 1.1@w.journal.0 137 \n"))
        .contains(found(7, new End.Exited(137)));
    assertThat(entry(before + "Killed\n\ne 1.1@w.journal.0 137 \n"))
        .contains(found(7, new End.Signalled(9)));
    assertThat(entry(before + "\ne 1.1@w.journal.0 137 3.2.57(1)-release\n"))
        .contains(found(7, new End.Signalled(9)));
  }

  @Test
  void aRefusalMeansThatItNeverStarted() throws Exception {
    assertThat(entry("\ns 1.1@w.journal.0 7\n\nn 1.1@w.journal.0 0\n"))
        .contains(found(7, new End.NeverStarted()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh: 0: Cannot fork",
        "sh: 4: cannot create /q/logs/w.journal.0.out: Too many open files",
        "sh: can't fork: Resource temporarily unavailable",
        "sh: can't create /q/logs/w.journal.0.out: No space left on device",
        "sh: fork: Resource temporarily unavailable",
        "sh: line 4: /q/logs/w.journal.0.out: Too many open files",
        "sh: line 4: /q/logs/w.journal.0.err: Read-only file system",
      })
  void aShellThatCouldNotStartTheCommandIsNotTheCommandsFailure(String words) throws Exception {
    var start = "\ns 1.1@w.journal.0 7\n\nb 1.1@w.journal.0 0\n" + words + "\n";

    assertThat(entry(start + "\ne 1.1@w.journal.0 2 \n").orElseThrow().end())
        .isInstanceOfSatisfying(
            End.Hindered.class,
            end -> {
              assertThat(end.spent()).isTrue();
              assertThat(end.reason()).doesNotContain("sh:").doesNotContain("line 4");
            });
    var dead = entry(start).orElseThrow();
    assertThat(dead.end()).isNull();
    assertThat(dead.hindered()).containsInstanceOf(End.Hindered.class);
    assertThat(JournalReader.readLast(dead.file(), "1.1")).contains(dead);
  }

  @Test
  void whatAShellSaysOfSignalsOrTriesAgainIsNoTrouble() throws Exception {
    var again = "sh: fork: retry: Resource temporarily unavailable\n";

    assertThat(entry("\ns 1.1@w.journal.0 7\n" + again + "\ne 1.1@w.journal.0 2 \n"))
        .contains(found(7, new End.Exited(2)));
    assertThat(entry("sh: 0: Cannot fork\n\ns 1.1@w.journal.0 7\n\ne 1.1@w.journal.0 2 \n"))
        .contains(found(7, new End.Exited(2)));
  }

  @Test
  void theLastAttemptIsFoundInALongJournal() throws Exception {
    var others = "\ns 9.1@w.journal.0 7\n\ne 9.1@w.journal.0 0 \n".repeat(2000);
    var file = directory.resolve("w.journal.0");
    Files.writeString(file, others + "\ns 1.1@w.journal.0 8\n\ne 1.1@w.journal.0 3 \n");
    assertThat(JournalReader.readLast(file, "1.1")).contains(found(8, new End.Exited(3)));
    Files.writeString(file, "\ns 1.1@w.journal.0 8\n\ne 1.1@w.journal.0 3 \n" + others);
    assertThat(JournalReader.readLast(file, "1.1")).contains(found(8, new End.Exited(3), false));
  }

  @Test
  void noJournalIsNoEntry() throws Exception {
    assertThat(JournalReader.find(directory.resolve("none"), "1.1")).isEmpty();
  }

  @Test
  void theTimeThatItTookIsThatOfTheTwoRecords() throws Exception {
    var text = "\ns 1.1@w.journal.0 7 5000/4000\n\ne 1.1@w.journal.0 0 7.25:5.2.15(1)-release\n";
    var entry = entry(text).orElseThrow();

    assertThat(entry.end()).isEqualTo(new End.Exited(0));
    assertThat(entry.time()).isEqualTo(new Exit.Time.After(Duration.ofMillis(2250)));
  }

  @Test
  void whatEndedBeforeTheNextOneStartedEndedThen() throws Exception {
    var text =
        "\ns 1.1@w.journal.0 7 5000/4000\n\ne 1.1@w.journal.0 0 :\n"
            + "\ns 2.1@w.journal.0 7 5030/4030\n\ns 3.1@w.journal.0 7 9000/8000\n";

    assertThat(entry(text).orElseThrow().time())
        .isEqualTo(new Exit.Time.After(Duration.ofMillis(30)));
  }

  @Test
  void aJournalWithoutTimesHasThatOfItsLastRecord() throws Exception {
    var entry = entry("\ns 1.1@w.journal.0 7\n\ne 1.1@w.journal.0 0 \n").orElseThrow();
    var at = Instant.parse("2026-11-22T10:00:00Z");
    Files.setLastModifiedTime(entry.file(), FileTime.from(at));

    assertThat(entry.time()).isEqualTo(new Exit.Time.At(at));
  }

  @Test
  void aRequestCountsThatCameBeforeTheEnd() throws Exception {
    var start = "\ns 1.1@w.journal.0 7 1/1\n";
    var asked = "\na 1.1@w.journal.0 0 cancel\n";
    var end = "\ne 1.1@w.journal.0 0 1.00:\n";

    assertThat(entry(start + asked).orElseThrow().asked()).isEqualTo(StopReason.CANCEL);
    assertThat(entry(start + asked + end).orElseThrow().asked()).isEqualTo(StopReason.CANCEL);
    assertThat(entry(asked + start + end).orElseThrow().asked()).isEqualTo(StopReason.CANCEL);
    assertThat(entry(start + end + asked).orElseThrow().asked()).isNull();
    assertThat(entry(start + asked + "\na 1.1@w.journal.0 0 timeout\n").orElseThrow().asked())
        .isEqualTo(StopReason.CANCEL);
  }

  @Test
  void aRequestIsNoNoticeOfASignal() throws Exception {
    var text = "\ns 1.1@w.journal.0 7 1/1\n\na 1.1@w.journal.0 0 cancel\n";

    assertThat(entry(text + "\ne 1.1@w.journal.0 143 1.00:\n").orElseThrow().end())
        .isEqualTo(new End.Exited(143));
  }

  private Optional<JournalReader.Entry> entry(String text) throws Exception {
    Files.writeString(directory.resolve("w.journal.0"), text);
    return JournalReader.find(directory, "1.1");
  }

  private JournalReader.Entry found(long pid, @Nullable End end) {
    return found(pid, end, true);
  }

  private JournalReader.Entry found(long pid, @Nullable End end, boolean last) {
    return new JournalReader.Entry(
        pid,
        directory.resolve("w.journal.0"),
        "1.1@w.journal.0",
        null,
        false,
        end,
        OptionalLong.empty(),
        null,
        last,
        null);
  }
}
