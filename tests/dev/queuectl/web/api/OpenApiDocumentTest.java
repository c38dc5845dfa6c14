package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.queuectl.report.JobJson;
import dev.queuectl.web.Served;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API is as it is described.
class OpenApiDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Knows that the definitions are in `components`.
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          factory ->
              factory.metaSchema(
                  JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                      .keyword(new NonValidationKeyword("components"))
                      .build()));

  @TempDir Path directory;
  private Served served;
  private JsonNode document;

  @BeforeEach
  void start() throws IOException {
    served = new Served(directory);
    document = JSON.readTree(served.get(OpenApiDocument.PATH).body());
    // What is sent and not described is a mistake, too; of jobs another test says so.
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              if (!schema.getKey().startsWith("Job")) {
                ((ObjectNode) schema.getValue()).put("additionalProperties", false);
              }
            });
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void itIsValidOpenApi() {
    var parsed = new OpenAPIV3Parser().readContents(document.toString());
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
  }

  @Test
  void itDescribesEveryRouteAndNoOther() {
    var routes = new TreeSet<String>();
    served
        .routes()
        .filter(route -> route.path().startsWith(Api.ROOT + "/"))
        .forEach(
            route ->
                routes.add(
                    route.method().name().toLowerCase(Locale.ROOT)
                        + " "
                        + route.path().substring(Api.ROOT.length())));
    var described = new TreeSet<String>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(described).isEqualTo(routes).isNotEmpty();
  }

  @Test
  void answersAreWhatItSays() throws IOException {
    served.send(
        "POST", "/api/v1/jobs", "{\"id\":\"a\",\"command\":\"false\",\"env\":{\"A\":\"1\"}}");
    served.send(
        "POST", "/api/v1/jobs", "[{\"command\":\"true\",\"timeout\":5},{\"command\":\"true\"}]");
    served.send("POST", "/api/v1/queues/q/pause", "{\"reason\":\"it moves\"}");
    check("showJob", "/jobs/a");
    served.bury(served.claim());
    check("listJobs", "/jobs?show_env=true");
    check("showJob", "/jobs/a");
    check("listAttempts", "/jobs/a/attempts");
    check("listJobs", "/jobs?total=true&text=a");
    check("listDeadGroups", "/dlq/groups");
    check("listQueues", "/queues");
    check("showQueue", "/queues/q");
    served.send(
        "POST",
        "/api/v1/schedules",
        "{\"name\":\"s\",\"cron\":\"@daily\",\"command\":\"true\",\"tz\":\"UTC\"}");
    check("listSchedules", "/schedules");
    check("showSchedule", "/schedules/s");
    check("nextTimes", "/schedules/s/next");
    check("listWorkers", "/workers");
    check("listConfig", "/config");
    served.send("POST", "/api/v1/tokens", "{\"name\": \"anna\", \"access\": \"full\"}");
    served.cookie();
    check("listTokens", "/tokens");
    check("listSessions", "/sessions");
    check("getConfig", "/config/timeout");
    check("status", "/status");
    check("metrics", "/metrics");
    check("history", "/metrics/history");
    check("listEvents", "/events?limit=1");
    check("searchOutput", "/search?find=a");
    conforms(document.at("/components/schemas/Problem"), served.get("/api/v1/jobs?limit=x").body());
    conforms(
        document.at("/components/schemas/Problem"),
        served.send("POST", "/api/v1/jobs", "[{\"command\": \"\"}]").body());
    for (var meant : List.of("?state=dead", "")) {
      var ids = meant.isEmpty() ? "{\"ids\": [\"a\", \"nope\"]}" : "";
      var answer = served.send("POST", "/api/v1/jobs/hold" + meant, ids);
      conforms(document.at("/components/schemas/Changed"), answer.body());
    }
  }

  @Test
  void aJobHasTheFieldsThatItSaysAndNoOthers() throws IOException {
    served.send("POST", "/api/v1/jobs", "{\"id\":\"a\",\"command\":\"false\"}");
    var job = JSON.readTree(served.get("/api/v1/jobs?show_env=true").body()).at("/jobs/0");
    var described = document.at("/components/schemas/Job/properties");
    assertThat(names(job)).isEqualTo(names(described));
  }

  @Test
  void itNamesTheFieldsThatMeanNothingForANewJob() {
    var text = document.at("/components/schemas/NewJob/description").asText();
    assertThat(
            text.replaceFirst(".*sent again: ", "")
                .replaceFirst(" mean nothing.*", "")
                .split(", | and "))
        .containsExactlyElementsOf(JobJson.STANDING);
    var story = names(document.at("/components/schemas/Job/properties"));
    story.addAll(names(document.at("/components/schemas/JobStory/allOf/1/properties")));
    story.add("environment"); // which only the command line shows
    assertThat(story).containsAll(JobJson.STANDING);
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void itNamesTheVersionOfTheProgram() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + document.at("/info/version").asText() + "</version>");
  }

  private void check(String operation, String path) throws IOException {
    var answer = served.get(Api.ROOT + path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    var schemas =
        document.get("paths").findParents("operationId").stream()
            .filter(it -> it.get("operationId").asText().equals(operation))
            .map(it -> it.at("/responses/200/content/application~1json/schema"))
            .toList();
    assertThat(schemas).as(operation).hasSize(1);
    conforms(schemas.getFirst(), answer.body());
  }

  private void conforms(JsonNode schema, String body) throws IOException {
    var whole = JSON.createObjectNode();
    whole.set("components", document.get("components"));
    whole.set("allOf", JSON.createArrayNode().add(schema));
    var problems = SCHEMAS.getSchema(whole).validate(JSON.readTree(body));
    assertThat(List.copyOf(problems)).as(body).isEmpty();
  }

  @Test
  void itNamesTheParametersThatRoutesTakeAndNoOthers() {
    served
        .routes()
        .filter(route -> route.path().startsWith(Api.ROOT + "/"))
        .forEach(
            route -> {
              var operation =
                  document
                      .get("paths")
                      .get(route.path().substring(Api.ROOT.length()))
                      .get(route.method().name().toLowerCase(Locale.ROOT));
              assertThat(inQuery(operation))
                  .as("%s %s", route.method(), route.path())
                  .isEqualTo(new TreeSet<>(KnownParameters.of(route.method(), route.path())));
            });
  }

  @Test
  void everyRequestThatCanBeNamedSaysSo() {
    served
        .routes()
        .filter(route -> route.path().startsWith(Api.ROOT + "/"))
        .filter(route -> !route.path().equals(Api.ROOT + "/tokens")) // secrets are not kept
        .forEach(
            route -> {
              var operation =
                  document
                      .get("paths")
                      .get(route.path().substring(Api.ROOT.length()))
                      .get(route.method().name().toLowerCase(Locale.ROOT));
              assertThat(operation.path("parameters").toString().contains("idempotency_key"))
                  .as("%s %s", route.method(), route.path())
                  .isEqualTo(NamedRequests.METHODS.contains(route.method()));
            });
  }

  private Set<String> inQuery(JsonNode operation) {
    var names = new TreeSet<String>();
    for (var parameter : operation.path("parameters")) {
      var ref = parameter.path("$ref").asText("");
      var meant = ref.isEmpty() ? parameter : document.at(ref.substring(1));
      if (meant.path("in").asText().equals("query")) {
        names.add(meant.get("name").asText());
      }
    }
    return names;
  }
}
