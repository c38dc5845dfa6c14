package dev.queuectl.web.browser;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobLines;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.FailureText;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The options of a job as somebody typed them into a form, and everything that is wrong with them
/// at once.
final class JobForm {
  private static final int LONGEST = 200;

  private final PageRequest request;

  /// As it was typed, but for the line breaks, which forms send as HTTP has them.
  private final Map<String, String> typed = new LinkedHashMap<>();

  /// What is to be read; nothing of fields that are empty.
  private final Map<JobField, String> words = new EnumMap<>(JobField.class);

  private final Map<String, String> problems = new LinkedHashMap<>();

  JobForm(PageRequest request) {
    this.request = request;
    request
        .context()
        .formParamMap()
        .forEach((name, values) -> typed.put(name, values.getFirst().replace("\r\n", "\n")));
  }

  /// Takes the fields that are filled in and meant.
  void take(Iterable<JobField> fields, Predicate<JobField> isMeant) {
    for (var field : fields) {
      var word = word(field);
      if (!word.isEmpty() && isMeant.test(field)) {
        words.put(field, word);
      }
    }
  }

  /// Takes a field even if it is empty.
  void take(JobField field) {
    words.put(field, word(field));
  }

  boolean has(JobField field) {
    return typed.containsKey(field.key());
  }

  /// Without blanks around it, which what a job reads may have.
  String word(JobField field) {
    var text = typed.getOrDefault(field.key(), "");
    return field == JobField.STDIN ? text : JobLines.stripped(text);
  }

  Map<JobField, String> words() {
    return words;
  }

  void wrong(String name, String sentence) {
    problems.putIfAbsent(name, sentence);
  }

  boolean isWrong() {
    return !problems.isEmpty();
  }

  Typed typed() {
    return new Typed(typed, problems);
  }

  PageRequest request() {
    return request;
  }

  /// All that was taken.
  JobDraft draft() {
    var draft = new JobDraft();
    words.forEach(draft::put);
    return draft;
  }

  /// Says of each field whether it is wrong, or, if none is by itself, which do not go together.
  ///
  /// @param check of a draft that has only the field, or all fields
  void check(Consumer<JobDraft> check) {
    words.forEach((field, word) -> alone(field, word, check));
    if (!isWrong() && !words.isEmpty()) {
      together(check);
    }
  }

  private void alone(JobField field, String word, Consumer<JobDraft> check) {
    try {
      var longest = longest(field);
      if (word.length() > longest) {
        throw new QueueException.Invalid(
            "%s has more than %,d characters".formatted(field.key(), longest));
      }
      check.accept(new JobDraft().put(field, word));
    } catch (QueueException.Invalid e) {
      wrong(field.key(), FailureText.of(e));
    }
  }

  /// To be exact about bytes is left to whoever stores them.
  private static int longest(JobField field) {
    return switch (field) {
      case COMMAND -> NewJob.MAX_COMMAND_BYTES + 1;
      case CWD -> NewJob.MAX_CWD_BYTES;
      case STDIN, STDIN_BASE64 -> 2 * Stdin.MOST_BYTES;
      default -> LONGEST;
    };
  }

  private void together(Consumer<JobDraft> check) {
    try {
      check.accept(draft());
    } catch (QueueException.Invalid e) {
      words.keySet().stream()
          .filter(field -> isRightWithout(field, check))
          .forEach(field -> wrong(field.key(), FailureText.of(e)));
      if (!isWrong()) {
        wrong(words.keySet().iterator().next().key(), FailureText.of(e));
      }
    }
  }

  private boolean isRightWithout(JobField left, Consumer<JobDraft> check) {
    var draft = new JobDraft();
    try {
      words.forEach(
          (field, word) -> {
            if (field != left) {
              draft.put(field, word);
            }
          });
      check.accept(draft);
      return true;
    } catch (QueueException.Invalid e) {
      return false;
    }
  }

  /// A field that needs no text, such as one that says which job is meant.
  String plain(String name) {
    return Objects.requireNonNullElse(typed.get(name), "").strip();
  }
}
