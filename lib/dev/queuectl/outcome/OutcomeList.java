package dev.queuectl.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Ends of attempts that somebody has named: `2,64-78,SIGKILL,timeout,stderr:/out of memory/`. A
/// code is matched with what [End#code] is, so that whoever reads `exit code 137` can write it.
///
/// @param words none for [#NONE]
public record OutcomeList(List<OutcomeWord> words) {
  /// The word for a list without any.
  public static final String NONE = "none";

  private static final OutcomeList EMPTY = new OutcomeList(List.of());
  private static final int MOST_CHARACTERS = 1000;
  private static final int MOST_KNOWN = 200;

  /// Those that were read last: rows have the same ones again and again, and an expression takes
  /// longer to read than a row.
  private static final Map<String, OutcomeList> KNOWN = new ConcurrentHashMap<>();

  public OutcomeList {
    words = List.copyOf(words);
  }

  /// @param least the lowest exit code it may name: 0 only for successes
  /// @throws IllegalArgumentException saying what is wrong with it
  public static OutcomeList of(String text, int least) {
    if (text.equals(NONE)) {
      return EMPTY;
    }
    var key = least + text;
    var known = KNOWN.get(key);
    if (known == null) {
      known = read(text, least);
      if (KNOWN.size() >= MOST_KNOWN) {
        KNOWN.clear();
      }
      KNOWN.put(key, known);
    }
    return known;
  }

  private static OutcomeList read(String text, int least) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "has %,d characters; the limit is %,d".formatted(text.length(), MOST_CHARACTERS));
    }
    var words = new ArrayList<OutcomeWord>();
    for (var word : split(text)) {
      if (word.isEmpty()) {
        throw new IllegalArgumentException(
            text.isBlank()
                ? "is empty; write none, or what it names, such as 2,64-78"
                : "\"%s\" has a comma too many".formatted(text));
      }
      words.add(OutcomeWord.of(word, least));
    }
    return new OutcomeList(words);
  }

  /// At commas, but for those in a regular expression, which ends at a slash before a comma.
  private static List<String> split(String text) {
    var words = new ArrayList<String>();
    var from = 0;
    while (from <= text.length()) {
      var rest = text.substring(from);
      var blanks = rest.length() - rest.stripLeading().length();
      var inside = rest.startsWith("stderr:/", blanks) ? rest.indexOf("/,", blanks + 8) + 1 : 0;
      var isLast = rest.startsWith("stderr:/", blanks) && inside == 0;
      var comma = isLast ? -1 : rest.indexOf(',', inside);
      words.add((comma < 0 ? rest : rest.substring(0, comma)).strip());
      from = comma < 0 ? text.length() + 1 : from + comma + 1;
    }
    return words;
  }

  boolean has(End end) {
    return words.stream().anyMatch(word -> word.isOf(end));
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  /// What both name, in words; empty if that is nothing.
  public Optional<String> common(OutcomeList other) {
    return words.stream()
        .flatMap(word -> other.words.stream().flatMap(its -> word.common(its).stream()))
        .findFirst();
  }

  /// As it is stored, and read by [#of].
  @Override
  public String toString() {
    return words.isEmpty()
        ? NONE
        : words.stream().map(OutcomeWord::text).collect(Collectors.joining(","));
  }
}
