package dev.queuectl;

/// Values of each kind.
public final class Samples {
  private Samples() {}

  /// One that is not configured, as people write it.
  public static String word(FieldKind kind) {
    return switch (kind) {
      case FieldKind.Choice(var words) -> words.getLast();
      case FieldKind.Whole(var least, var most) -> "" + Math.clamp(7, least, most);
      case FieldKind.Decimal(var least, var most) -> "" + Math.clamp(3.5, least, most);
      case FieldKind.Span _ -> "45";
      case FieldKind.Size _ -> "7KiB";
      case FieldKind.Text _ -> "a  b";
      case FieldKind.Read(_, var example, _) -> example;
      case FieldKind.Flag _ -> "true";
      case FieldKind.Ids _, FieldKind.Variables _ ->
          throw new IllegalArgumentException("not of a policy");
    };
  }
}
