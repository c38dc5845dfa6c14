package dev.queuectl.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// What all running jobs print, followed in a real browser.
class TailJourneyTest extends Journey {
  private void print(String text) throws IOException {
    Files.writeString(stdout(), text, CREATE, APPEND);
  }

  @Test
  void whatAJobPrintsThatBeginsLaterAppearsUnlessThePageIsPaused() throws IOException {
    enqueue("a");
    go("/tail");
    assertThat(page.locator("#tail-running")).containsText("No job is running.");

    claimNext();
    print("hello\n");
    var lines = page.locator("#tail .lt");
    assertThat(lines).hasText(new String[] {"hello"});
    assertThat(page.locator("#tail .of"))
        .hasAttribute("href", "/job?id=a&attempt=1&stream=stdout#output");

    page.locator("#tail-pause").click();
    assertThat(page.locator("#tail-pause")).hasText("Resume");
    print("while paused\n");
    page.locator("#tail-pause").click();
    assertThat(lines).hasText(new String[] {"hello", "while paused"});

    print("the end");
    end(new Outcome.Succeeded(), new Transition.Complete());
    assertThat(lines).hasText(new String[] {"hello", "while paused", "the end"});
    assertThat(page.locator("#tail-running")).containsText("No job is running.");
  }
}
