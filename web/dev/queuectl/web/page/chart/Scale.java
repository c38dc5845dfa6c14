package dev.queuectl.web.page.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// How numbers become heights. Evenly, as long as the usual ones can be seen beside the largest; by
/// their roots or logarithms where a burst would flatten all the rest. The chart says which.
enum Scale {
  EVEN(""),
  ROOT("square-root scale"),
  LOG("log scale");

  /// How many times as much as usual the largest is.
  private static final double MOST_EVEN = 12;

  private static final double MOST_ROOT = 150;

  private final String words;

  Scale(String words) {
    this.words = words;
  }

  /// For people; empty for the one that everybody expects.
  String words() {
    return words;
  }

  static Scale of(LongStream numbers) {
    var some = numbers.filter(number -> number > 0).sorted().toArray();
    if (some.length == 0) {
      return EVEN;
    }
    var burst = (double) some[some.length - 1] / some[some.length / 2];
    return burst <= MOST_EVEN ? EVEN : burst <= MOST_ROOT ? ROOT : LOG;
  }

  /// Grows with the number, and is 0 for 0.
  double of(double number) {
    return switch (this) {
      case EVEN -> number;
      case ROOT -> Math.sqrt(number);
      case LOG -> Math.log10(1 + number);
    };
  }

  /// Round numbers that are far enough from each other, the largest first; without 0.
  ///
  /// @param top a round number
  /// @param height of it
  /// @param apart how far, at least
  List<Long> marks(long top, double height, double apart) {
    var marks = new ArrayList<Long>();
    var last = Double.POSITIVE_INFINITY;
    for (var number : candidates(top)) {
      var at = height * of(number) / of(top);
      if (last - at >= apart && at >= apart) {
        marks.add(number);
        last = at;
      }
    }
    if (marks.isEmpty() && top > 0) {
      marks.add(top);
    }
    return marks;
  }

  private List<Long> candidates(long top) {
    var numbers = new ArrayList<Long>();
    numbers.add(top);
    if (this == EVEN) {
      numbers.add(top / 2);
      return numbers.stream().filter(number -> number > 0 && top % number == 0).distinct().toList();
    }
    for (var power = (long) Math.pow(10, Math.floor(Math.log10(top))); power > 0; power /= 10) {
      for (var factor : List.of(5L, 2L, 1L)) {
        if (factor * power < top) {
          numbers.add(factor * power);
        }
      }
    }
    return numbers;
  }
}
