package dev.queuectl.cli.transfer;

import dev.queuectl.JobPolicy;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobLines;
import dev.queuectl.report.schedule.ScheduleDraft;
import dev.queuectl.store.ArchivedJob;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The jobs of an archive, one after the other, the second time it is read. The first time every
/// line was checked and put by: a slow pipe never holds the store's lock, nothing is imported of an
/// archive with a bad line, and but for its ids no archive need fit into memory.
final class ArchiveLines implements Iterator<ArchivedJob>, AutoCloseable {
  /// See [dev.queuectl.report.schedule.ScheduleJson#EXPORTED]: no job has such a field.
  private static final Pattern SCHEDULE =
      Pattern.compile("\\s*\\{\\s*\"schedule\"\\s*:\\s*(\\{.*})\\s*}\\s*", Pattern.DOTALL);

  private final Path checked;
  private final JobPolicy otherwise;
  private final Set<String> ids;
  private final List<ScheduleDraft> schedules;
  private final BufferedReader lines;
  private @Nullable String next;

  private ArchiveLines(
      Path checked, JobPolicy otherwise, Set<String> ids, List<ScheduleDraft> schedules)
      throws IOException {
    this.checked = checked;
    this.otherwise = otherwise;
    this.ids = ids;
    this.schedules = schedules;
    this.lines = Files.newBufferedReader(checked);
    this.next = lines.readLine();
  }

  /// Reads it all.
  ///
  /// @param refuse gets what is wrong with a line; throws
  /// @param otherwise what holds for what an older version has not written down
  static ArchiveLines check(
      InputStream in, JobPolicy otherwise, Consumer<QueueException.Invalid> refuse)
      throws IOException {
    var ids = new LinkedHashSet<String>();
    var schedules = new ArrayList<ScheduleDraft>();
    // Readable by us only, as temporary files are: environments may hold secrets.
    var file = Files.createTempFile("queuectl-import", ".jsonl");
    try {
      try (var out = Files.newBufferedWriter(file)) {
        new JobLines(
                line -> {
                  var schedule = SCHEDULE.matcher(line);
                  if (schedule.matches()) {
                    schedules.add(ScheduleDraft.read(schedule.group(1)));
                  } else {
                    put(out, line, otherwise, ids);
                  }
                },
                refuse)
            .read(in);
      }
      return new ArchiveLines(file, otherwise, ids, schedules);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void put(BufferedWriter out, String line, JobPolicy otherwise, Set<String> ids) {
    var id = ArchiveReader.read(line, otherwise).job().id();
    if (!ids.add(id)) {
      throw new QueueException.Invalid("the id \"%s\" is given twice".formatted(id));
    }
    try {
      // In JSON a carriage return is a blank; to who reads lines it would end one.
      out.write(line.replace('\r', ' '));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of which there are not so many.
  List<ScheduleDraft> schedules() {
    return List.copyOf(schedules);
  }

  /// Of all jobs, in order.
  Set<String> ids() {
    return ids;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ArchivedJob next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    var job = ArchiveReader.read(next, otherwise);
    try {
      next = lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return job;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    Files.deleteIfExists(checked);
  }
}
