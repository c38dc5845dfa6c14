package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What all running jobs print, as an open page asks for it.
class TailOverHttpTest extends OverPages {
  private static final Pattern AT = Pattern.compile("data-at=\"([^\"]*)\"");

  private static String at(String page) {
    var found = AT.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private Job start(String id) throws IOException {
    enqueue("default", id);
    var job = served.claim();
    Files.createDirectories(stdout(job).getParent());
    return job;
  }

  private Path stdout(Job job) {
    return served.logs.output(job.seq(), 1).stdout();
  }

  private static void print(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String since(String at) {
    return served.get("/tail/lines" + (at.isEmpty() ? "" : "?at=" + at)).body();
  }

  @Test
  void linesComeOnceAndWholeAndNameTheirJob() throws IOException {
    var a = start("a");
    print(stdout(a), "1\n2\n3\n4\n5\n<b>6</b>\nunfin");
    var page = served.get("/tail").body();
    assertThat(page)
        .contains("1 job is running.", "&lt;b&gt;6&lt;/b&gt;", "/job?id=a&amp;", "attempt=1")
        .doesNotContain(">1</span>", "unfin");
    assertThat(since(at(page))).isEmpty();

    print(stdout(a), "ished\n");
    var b = start("b");
    print(served.logs.output(b.seq(), 1).stderr(), "trouble\n");
    var next = since(at(page));
    assertThat(next)
        .contains(">unfinished<", "trouble", "class=\"line stderr\"")
        .doesNotContain("&lt;b&gt;6");
    assertThat(since(at(next))).isEmpty();
  }

  @Test
  void theEndOfAJobIsShownBeforeItIsLeft() throws IOException {
    var a = start("a");
    var at = at(served.get("/tail").body());
    print(stdout(a), "last words");
    served.bury(a);
    var end = since(at);
    assertThat(end).contains("last words");
    assertThat(at(end)).isEmpty();
    assertThat(served.get("/tail").body()).contains("No job is running.");
    assertThat(since("")).isEmpty();
  }

  @Test
  void whoPrintsMoreThanCanBeReadIsCutShort() throws IOException {
    var a = start("a");
    var at = at(served.get("/tail").body());
    print(stdout(a), "line\n".repeat(100_000));
    var next = since(at);
    assertThat(next).contains(" left out");
    assertThat(next.split("class=\"lt\"")).hasSizeBetween(100, 310);
    assertThat(since(at(next))).isEmpty();
  }

  @Test
  void whatNoPageOfOursWouldAskForIsRefused() {
    assertThat(served.get("/tail/lines?at=x").statusCode()).isEqualTo(400);
  }
}
