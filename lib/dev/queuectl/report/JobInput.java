package dev.queuectl.report;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.environment.ByteText;
import dev.queuectl.store.JobIds;
import dev.queuectl.tie.Dependency;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/// Reads many jobs: one JSON object or one plain command a line, or one JSON array of objects.
/// Blank lines and lines that begin with `#` are skipped.
///
/// All of them are read before any is stored, so that a slow pipe never holds the store's lock: a
/// million short jobs take some 500 MB of memory.
public final class JobInput {
  private static final int LOOK_AHEAD = 1 << 16;

  private final NewJobReader reader;
  private final JobDraft otherwise;
  private final JobDefaults defaults;
  private final Runnable accepted;
  private final Consumer<QueueException.Invalid> broken;
  private final List<NewJob> jobs = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<Integer, QueueException.Context> sources = new HashMap<>();
  private QueueException.@Nullable Context source;
  private @Nullable JobIds made;

  /// @param otherwise what holds for jobs that do not say
  /// @param accepted gets each job that can be accepted
  /// @param broken gets each job that cannot, with its line; if it throws, reading ends
  public JobInput(
      NewJobReader reader,
      JobDraft otherwise,
      JobDefaults defaults,
      Runnable accepted,
      Consumer<QueueException.Invalid> broken) {
    this.reader = reader;
    this.otherwise = otherwise;
    this.defaults = defaults;
    this.accepted = accepted;
    this.broken = broken;
  }

  /// @throws QueueException.Invalid if the text as a whole cannot be read
  public List<NewJob> read(InputStream source) throws IOException {
    var in = new BufferedInputStream(source, LOOK_AHEAD);
    skipByteOrderMark(in);
    if (beginsArray(in)) {
      readArray(in);
    } else {
      readLines(in);
    }
    return jobs;
  }

  /// Reads items that end in a NUL, whatever else is in them.
  ///
  /// @param command makes a command of an item, in which bytes that are no text are as in
  ///   [ByteText]
  public List<NewJob> readItems(InputStream source, UnaryOperator<String> command)
      throws IOException {
    var bytes = source.readAllBytes();
    var number = 0;
    for (int from = 0, end; from < bytes.length; from = end + 1) {
      end = from;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      number++;
      acceptItem(ByteText.decoded(bytes, from, end - from), number, command);
    }
    return jobs;
  }

  private void acceptItem(String item, int number, UnaryOperator<String> command) {
    source = new QueueException.Item(number);
    try {
      add(new JobDraft().put(JobField.COMMAND, command.apply(item)));
    } catch (QueueException.Invalid e) {
      broken.accept(new QueueException.Item(number).around(e));
    }
  }

  public static boolean isArray(String text) {
    return text.startsWith("[") && text.substring(1).stripLeading().startsWith("{");
  }

  private static void skipByteOrderMark(BufferedInputStream in) throws IOException {
    in.mark(3);
    if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) {
      in.reset();
    }
  }

  /// `[` alone could begin the shell command `[ -f x ] && ...`; `[{` and `[]` could not.
  private static boolean beginsArray(BufferedInputStream in) throws IOException {
    in.mark(LOOK_AHEAD);
    var first = nextInk(in);
    var second = first == '[' ? nextInk(in) : 0;
    in.reset();
    return second == '{' || second == ']';
  }

  private static int nextInk(InputStream in) throws IOException {
    for (var i = 0; i < LOOK_AHEAD / 4; i++) {
      var octet = in.read();
      if (octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n') {
        return octet;
      }
    }
    return -1;
  }

  private void readLines(InputStream in) throws IOException {
    var numbers = new LongSupplier[1];
    var lines =
        new JobLines(
            text -> {
              source = new QueueException.Line(numbers[0].getAsLong());
              acceptLine(text);
            },
            broken);
    numbers[0] = lines::current;
    lines.read(in);
  }

  private void acceptLine(String text) {
    var json = unwrapped(text);
    if (isArray(json)) {
      throw new QueueException.Invalid(
          "an array of jobs is only read alone", "Give one job on each line, or one array of all.");
    }
    add(json.charAt(0) == '{' ? reader.readLine(json) : new JobDraft().put(JobField.COMMAND, text));
  }

  /// `{"command": "true"}` for `'{"command": "true"}'`, as cmd.exe leaves it; the same of an array.
  ///
  /// @throws QueueException.Invalid if the second quote is missing
  public static String unwrapped(String text) {
    var isArray = text.startsWith("'") && isArray(text.substring(1));
    if (!isArray && !text.startsWith("'{")) {
      return text;
    }
    if (!text.endsWith(isArray ? "]'" : "}'")) {
      throw new QueueException.Invalid(
          isArray
              ? "it begins with '[{ and does not end with }]'"
              : "it begins with '{ and does not end with }'");
    }
    return text.substring(1, text.length() - 1);
  }

  private void add(JobDraft draft) {
    var job = draft.otherwise(otherwise).toJob(defaults);
    if (job.id() != null && !ids.add(job.id())) {
      throw new QueueException.Invalid(
          "the id \"" + job.id() + "\" is given twice", "Give each job its own id, or none.");
    }
    jobs.add(job.after().isEmpty() ? job : job.after(resolved(job.after())));
    if (!job.after().isEmpty() && source != null) {
      sources.put(jobs.size() - 1, source);
    }
    accepted.run();
  }

  /// By the ids of the jobs before it: those that have none are given one.
  private List<Dependency> resolved(List<Dependency> after) {
    return after.stream()
        .map(it -> Dependency.isRelative(it.on()) ? new Dependency(it.kind(), before(it)) : it)
        .toList();
  }

  private String before(Dependency dependency) {
    var place = jobs.size() - dependency.back();
    if (place < 0) {
      throw new QueueException.Invalid(
          "%s is a job before this one, and there is none".formatted(dependency.on()));
    }
    var id = jobs.get(place).id();
    if (id != null) {
      return id;
    }
    var made = made().next(defaults.now());
    jobs.set(place, jobs.get(place).withId(made));
    return made;
  }

  /// Most lists need none.
  private JobIds made() {
    var ids = made == null ? new JobIds() : made;
    made = ids;
    return ids;
  }

  /// Whether one of the jobs waits for others.
  public boolean isTied() {
    return !sources.isEmpty();
  }

  /// How many jobs were read.
  public int size() {
    return jobs.size();
  }

  /// Where a job stands that waits for others.
  ///
  /// @param place among the jobs
  public QueueException.Context source(int place) {
    return Objects.requireNonNullElseGet(sources.get(place), () -> new QueueException.Place(place));
  }

  private void readArray(InputStream in) throws IOException {
    var text = new InputStreamReader(new Utf8Stream(in), StandardCharsets.UTF_8.newDecoder());
    try (var json = NewJobReader.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      readElements(json);
    } catch (JacksonException e) {
      throw NewJobReader.malformed(e);
    }
  }

  private void readElements(JsonParser json) throws IOException {
    try {
      json.nextToken();
      for (var number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
        readElement(json, number);
      }
      if (json.nextToken() != null) {
        throw new QueueException.Line(json.currentTokenLocation().getLineNr())
            .around(new QueueException.Invalid("unexpected text after the JSON array"));
      }
    } catch (JacksonIOException e) {
      if (e.getCause() instanceof Utf8Stream.Malformed malformed) {
        throw QueueException.Adding.ENQUEUING.around(malformed.refusal());
      }
      throw e.getCause();
    }
  }

  /// Which it is, too: many write an array on one line.
  private void readElement(JsonParser json, int number) {
    var line = json.currentTokenLocation().getLineNr();
    source = new QueueException.Element(number, line);
    try {
      add(reader.read(json));
    } catch (QueueException.Invalid e) {
      broken.accept(new QueueException.Element(number, line).around(e));
      while (json.streamReadContext().getNestingDepth() > 1) {
        json.nextToken();
      }
    }
  }
}
