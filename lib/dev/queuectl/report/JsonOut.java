package dev.queuectl.report;

import dev.queuectl.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.MinimalPrettyPrinter;

/// Writes JSON as we print it everywhere: an object a line, `": "` and `", "` between, an array's
/// brackets on lines of their own, characters that a terminal could obey escaped.
public final class JsonOut implements AutoCloseable {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .characterEscapes(new Harmless())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();
  private static final ObjectWriteContext SPACED =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new Spaced();
        }
      };

  private final Output out;
  private final boolean array;
  private final JsonGenerator json;
  private boolean empty = true;

  /// @param array whether the objects are the elements of one array
  public JsonOut(Output out, boolean array) {
    this.out = out;
    this.array = array;
    this.json = FACTORY.createGenerator(SPACED, out);
    if (array) {
      out.text("[");
    }
  }

  /// One object on a line of its own.
  public void object(Runnable fields) {
    if (array) {
      out.text(empty ? "\n" : ",\n");
    }
    empty = false;
    json.writeStartObject();
    fields.run();
    json.writeEndObject();
    json.flush();
    if (!array) {
      out.text("\n");
    }
  }

  @Override
  public void close() {
    json.close();
    if (array) {
      out.text(empty ? "]\n" : "\n]\n");
    }
  }

  /// A text as JSON has it, with its quotes.
  public static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
  }

  public void field(String name, @Nullable String value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value);
    }
  }

  public void field(String name, long value) {
    json.writeName(name).writeNumber(value);
  }

  public void field(String name, boolean value) {
    json.writeName(name).writeBoolean(value);
  }

  public void field(String name, @Nullable Integer value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  /// Whole numbers without a fraction: 2 rather than 2.0.
  public void field(String name, @Nullable Double value) {
    json.writeName(name);
    if (value == null) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber(value.longValue());
    } else if (Double.isFinite(value) && !isPlain(value)) {
      json.writeNumber(BigDecimal.valueOf(value).stripTrailingZeros()); // 12345678.5, not 1.2E7
    } else {
      json.writeNumber(value);
    }
  }

  /// A string, a number or a flag, or null.
  public void value(String name, @Nullable Object value) {
    if (value instanceof Double number) {
      field(name, number);
    } else if (value instanceof Integer number) {
      field(name, number);
    } else if (value instanceof Boolean flag) {
      field(name, flag.booleanValue());
    } else {
      field(name, (String) value);
    }
  }

  /// Whether Java itself writes it without an exponent: `BigDecimal` takes 15 ms to initialize.
  private static boolean isPlain(double value) {
    return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7;
  }

  /// In seconds.
  public void field(String name, @Nullable Duration value) {
    field(name, value == null ? null : Double.valueOf(Durations.seconds(value)));
  }

  public void field(String name, @Nullable Instant value) {
    field(name, value == null ? null : time(value));
  }

  public void list(String name, Collection<String> values) {
    json.writeName(name).writeStartArray();
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  public void objects(String name, Collection<? extends Runnable> objects) {
    json.writeName(name).writeStartArray();
    objects.forEach(this::nested);
    json.writeEndArray();
  }

  public void object(String name, Runnable fields) {
    json.writeName(name);
    nested(fields);
  }

  private void nested(Runnable fields) {
    json.writeStartObject();
    fields.run();
    json.writeEndObject();
  }

  /// ISO 8601, UTC, milliseconds.
  public static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  private static final class Spaced extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator json) {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) {
      json.writeRaw(", ");
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator json) {
      // The lines are ours to separate.
    }
  }

  private static final class Harmless extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      var codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      return c > 0x7f && Printable.isHostile(c)
          ? new SerializedString("\\u%04x".formatted(c))
          : null;
    }
  }
}
