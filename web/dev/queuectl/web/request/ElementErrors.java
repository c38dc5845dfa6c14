package dev.queuectl.web.request;

import dev.queuectl.QueueException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Elements of an array that was sent are wrong, and nothing was done.
public final class ElementErrors extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// As many are named.
  public static final int MOST = 100;

  /// @param index from 0
  /// @param sentence what is wrong with it
  public record ElementError(int index, String sentence) implements Serializable {}

  private final QueueException first;
  private final ArrayList<ElementError> errors;

  /// @param first what would be said of the first alone
  public ElementErrors(QueueException first, List<ElementError> errors) {
    super(first);
    this.first = first;
    this.errors = new ArrayList<>(errors);
  }

  /// @param broken each about an element
  public static ElementErrors of(List<QueueException.Invalid> broken) {
    return new ElementErrors(
        broken.getFirst(), broken.stream().limit(MOST).map(ElementErrors::error).toList());
  }

  private static ElementError error(QueueException.Invalid broken) {
    var number = 1;
    for (var context : broken.contexts()) {
      if (context instanceof QueueException.Element(var element, _)) {
        number = element;
      }
    }
    return new ElementError(number - 1, FailureText.ofApi(broken));
  }

  public QueueException first() {
    return first;
  }

  public List<ElementError> errors() {
    return Collections.unmodifiableList(errors);
  }
}
