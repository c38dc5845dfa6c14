package dev.queuectl.report;

import dev.queuectl.FieldKind;
import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON form of a new job: `{"id": "a", "command": "true", "max_retries": 5}`.
public final class NewJobReader {
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(10)
          .maxStringLength(JobLines.MAX_LINE_BYTES)
          .build();

  public static final JsonFactory FACTORY =
      JsonFactory.builder().streamReadConstraints(LIMITS).build();

  private static final int LONGEST_QUOTE = 60;

  /// The jobs that are meant, in what is to be done to several.
  public static final String IDS = "ids";

  private final boolean isForMany;
  private final Set<String> besides;
  private final Map<String, String> others = new HashMap<>();
  private final Set<String> ignored = new TreeSet<>();
  private final Set<String> nulls = new TreeSet<>();

  private @Nullable List<String> ids;

  public NewJobReader() {
    this(false, Set.of());
  }

  private NewJobReader(boolean isForMany, Set<String> besides) {
    this.isForMany = isForMany;
    this.besides = besides;
  }

  /// One that leaves fields of these names aside, see [#others].
  public static NewJobReader besides(Collection<String> names) {
    return new NewJobReader(false, Set.copyOf(names));
  }

  /// The values of the fields that were left aside, but for those that were null.
  public Map<String, String> others() {
    return others;
  }

  /// One that also takes [#IDS].
  public static NewJobReader forMany() {
    return new NewJobReader(true, Set.of());
  }

  /// The jobs that are meant; null if they are not named.
  public @Nullable List<String> ids() {
    return ids;
  }

  /// The fields of printed jobs that were left out of account so far.
  public Set<String> ignored() {
    return ignored;
  }

  /// The fields that were null so far, which is as if a new job did not say them.
  public Set<String> nulls() {
    return nulls;
  }

  /// One job from text that holds nothing else.
  ///
  /// @throws QueueException.Invalid saying what is wrong, in which line and column
  public JobDraft read(String text) {
    try {
      return parsed(text);
    } catch (JacksonException e) {
      throw new QueueException.Invalid(malformation(e), new QueueException.MistakenForJson(text));
    }
  }

  /// One job from one line of many.
  ///
  /// @throws QueueException.Invalid saying what is wrong and in which column
  public JobDraft readLine(String line) {
    try {
      return parsed(line);
    } catch (JacksonException e) {
      throw new QueueException.Invalid(
          malformation(at -> "column %d".formatted(at.getColumnNr()), e),
          e instanceof UnexpectedEndOfInputException
              ? "Write each object on one line, or all of them as one array."
              : "");
    }
  }

  private JobDraft parsed(String text) {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      var draft = read(json);
      if (json.nextToken() != null) {
        throw new QueueException.Invalid(
            "unexpected text after the JSON object, at column "
                + json.currentTokenLocation().getColumnNr());
      }
      return draft;
    }
  }

  /// One job from a parser that stands at the beginning of an object.
  ///
  /// @throws JacksonException if it is malformed
  /// @throws QueueException.Invalid if it is not a job
  public JobDraft read(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new QueueException.Invalid("a job must be a JSON object");
    }
    var draft = new JobDraft();
    for (var name = json.nextName(); name != null; name = json.nextName()) {
      if (isForMany && name.equals(IDS)) {
        json.nextToken();
        ids = elements(IDS, json);
        continue;
      }
      if (besides.contains(name.replace('-', '_'))) {
        putAside(name.replace('-', '_'), json);
        continue;
      }
      var field = field(name);
      var token = json.nextToken();
      if (field.isEmpty()) {
        ignored.add(name);
        json.skipChildren();
      } else if (token == JsonToken.VALUE_NULL) {
        nulls.add(name);
      } else {
        put(draft, field.get(), json);
      }
    }
    return draft;
  }

  private void putAside(String name, JsonParser json) {
    var token = json.nextToken();
    if (!token.isScalarValue()) {
      throw new QueueException.Invalid(name + " must be a string or a number");
    }
    if (token != JsonToken.VALUE_NULL) {
      others.put(name, json.getString());
    }
  }

  private static List<String> elements(String name, JsonParser json) {
    var texts = new ArrayList<String>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        texts.add(json.getString());
      }
    }
    if (json.currentToken() != JsonToken.END_ARRAY) {
      throw new QueueException.Invalid(name + " must be an array of strings");
    }
    return texts;
  }

  /// Empty for a field that only records the state of a printed job.
  private static Optional<JobField> field(String name) {
    var field = JobField.of(name);
    if (field.isPresent() || JobJson.STANDING.contains(name.replace('-', '_'))) {
      return field;
    }
    throw new QueueException.Invalid(
        "there is no field \"" + quote(name) + "\"",
        JobField.nearest(name)
            .map(near -> "Did you mean " + near.key() + "?")
            .orElseGet(
                () ->
                    Arrays.stream(JobField.values())
                        .map(JobField::key)
                        .collect(Collectors.joining(", ", "The fields are ", "."))));
  }

  private static void put(JobDraft draft, JobField field, JsonParser json) {
    if (field == JobField.ENV) {
      putEnv(draft, json);
    } else if (field.kind() instanceof FieldKind.Ids
        && json.currentToken() == JsonToken.START_ARRAY) {
      var ids = elements(field.key(), json);
      draft.put(field, ids.isEmpty() ? FieldKind.Ids.NONE : String.join(",", ids));
    } else if (isSuitable(field, json)) {
      draft.put(field, json.getString());
    } else {
      throw new QueueException.Invalid(field.key() + " must be " + field.kind().expected());
    }
  }

  private static boolean isSuitable(JobField field, JsonParser json) {
    var kind = field.kind();
    var token = json.currentToken();
    return token == JsonToken.VALUE_STRING && (kind.isString() || isDefault(field, json))
        || token.isNumeric() && kind.isNumber()
        || token.isBoolean() && kind.jsonType().equals("boolean");
  }

  private static boolean isDefault(JobField field, JsonParser json) {
    return field.hasDefault() && json.getString().equals(JobDraft.DEFAULT);
  }

  private static void putEnv(JobDraft draft, JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new QueueException.Invalid("env must be an object of strings");
    }
    for (var name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken() == JsonToken.VALUE_NULL) {
        draft.unsetEnv(name);
      } else if (json.currentToken().isScalarValue()) {
        draft.putEnv(name, json.getString());
      } else {
        throw new QueueException.Invalid(
            "the environment variable " + quote(name) + " must be a string");
      }
    }
  }

  /// What is wrong with the JSON, and in which line and column.
  public static QueueException.Invalid malformed(JacksonException e) {
    return new QueueException.Invalid(malformation(e));
  }

  private static String malformation(JacksonException e) {
    return malformation(at -> "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()), e);
  }

  /// In our own words: those of the parser are about its code.
  ///
  /// @param place where it is, if the parser knows
  private static String malformation(
      Function<TokenStreamLocation, String> place, JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return "the JSON is beyond a limit: a number has at most %,d digits, a name %,d characters, a string %,d; there are at most %d levels"
          .formatted(
              LIMITS.getMaxNumberLength(),
              LIMITS.getMaxNameLength(),
              LIMITS.getMaxStringLength(),
              LIMITS.getMaxNestingDepth());
    }
    var at = e.getLocation();
    return "the JSON is malformed%s: %s"
        .formatted(
            at == null ? "" : " at " + place.apply(at),
            e instanceof UnexpectedEndOfInputException ? "it ends too early" : "unexpected text");
  }

  /// A name that somebody else chose, for a message.
  static String quote(String name) {
    return Text.shortened(name, LONGEST_QUOTE);
  }
}
