package dev.queuectl.web.browser;

import dev.queuectl.web.page.output.OutputWindow;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The lines of an output that contain a text, in any case. Of a very long line only the beginning
/// is looked at, and of a very long output only so much as a person waits for.
final class OutputSearch {
  private static final int MOST_FOUND = 200;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final long MOST_BYTES = 64L << 20;

  private OutputSearch() {}

  static OutputWindow.Matches of(String stream, Path file, String text) {
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return search(stream, in, text.toLowerCase(Locale.ROOT));
    } catch (NoSuchFileException e) {
      return new OutputWindow.Matches(stream, List.of(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OutputWindow.Matches search(String stream, BufferedInputStream in, String text)
      throws IOException {
    var found = new ArrayList<OutputWindow.Match>();
    var line = new ByteArrayOutputStream();
    var number = 1L;
    var read = 0L;
    for (var c = in.read();
        c >= 0 && found.size() < MOST_FOUND && read < MOST_BYTES;
        c = in.read()) {
      read++;
      if (c == '\n') {
        add(found, number++, line, text);
        line.reset();
      } else if (line.size() < LONGEST_LINE) {
        line.write(c);
      }
    }
    add(found, number, line, text);
    return new OutputWindow.Matches(
        stream, found, found.size() >= MOST_FOUND || read >= MOST_BYTES);
  }

  private static void add(
      ArrayList<OutputWindow.Match> found, long number, ByteArrayOutputStream line, String text) {
    var words = line.toString(StandardCharsets.UTF_8);
    if (!words.isEmpty() && words.toLowerCase(Locale.ROOT).contains(text)) {
      found.add(new OutputWindow.Match(number, words));
    }
  }
}
