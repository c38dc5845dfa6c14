package dev.queuectl.cli.syntax;

import dev.queuectl.report.JobInput;
import java.util.ArrayList;
import java.util.List;

/// Splits one [TypedLine].
final class WordScanner {
  private static final String OPERATORS = "|&;<>";

  /// What a backslash keeps from having a meaning between double quotes (POSIX XCU 2.2.3).
  private static final String ESCAPED = "$`\"\\\n";

  private final String line;
  private final List<TypedLine.Word> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private String missing = "";
  private String operator = "";
  private int at;
  private boolean quoted;

  WordScanner(String line) {
    this.line = line;
  }

  TypedLine scan() {
    skipBlanks();
    while (at < line.length()) {
      word();
      skipBlanks();
    }
    return new TypedLine(List.copyOf(words), missing, operator);
  }

  private void skipBlanks() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    if (at < line.length() && line.charAt(at) == '#') {
      var end = line.indexOf('\n', at);
      at = end < 0 ? line.length() : end;
      skipBlanks();
    }
  }

  private void word() {
    var start = at;
    text.setLength(0);
    quoted = false;
    if (beginsJson()) {
      json();
    } else {
      while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
        piece(line.charAt(at++));
      }
    }
    words.add(new TypedLine.Word(text.toString(), start, at, quoted));
  }

  private void piece(char c) {
    switch (c) {
      case '\'' -> singleQuotes();
      case '"' -> doubleQuotes();
      case '\\' -> escape();
      default -> {
        if (OPERATORS.indexOf(c) >= 0 && operator.isEmpty()) {
          operator = String.valueOf(c);
        }
        text.append(c);
      }
    }
  }

  private void singleQuotes() {
    quoted = true;
    var end = line.indexOf('\'', at);
    text.append(line, at, end < 0 ? line.length() : end);
    at = end < 0 ? line.length() : end + 1;
    if (end < 0) {
      missing = "'";
    }
  }

  private void doubleQuotes() {
    quoted = true;
    while (at < line.length()) {
      var c = line.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < line.length() && ESCAPED.indexOf(line.charAt(at)) >= 0) {
        c = line.charAt(at++);
        if (c == '\n') {
          continue;
        }
      }
      text.append(c);
    }
    missing = "\"";
  }

  private void escape() {
    if (at == line.length()) {
      missing = "\\";
    } else if (line.charAt(at++) != '\n') {
      text.append(line.charAt(at - 1));
    }
  }

  /// `{` where a word begins, or the `[{` of an array of jobs.
  private boolean beginsJson() {
    return line.charAt(at) == '{' || JobInput.isArray(line.substring(at));
  }

  private void json() {
    quoted = true;
    var start = at;
    var depth = 0;
    do {
      switch (line.charAt(at++)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> skipJsonString();
        default -> {
          // It stands for itself.
        }
      }
    } while (depth > 0 && at < line.length());
    text.append(line, start, at);
    if (depth > 0) {
      missing = "}";
    }
  }

  private void skipJsonString() {
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(line.length(), at + 1);
  }
}
