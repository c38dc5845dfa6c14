package dev.queuectl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// `queuectl.java` tells JBang the same as the folders and `pom.xml` tell Maven.
class JbangTest {
  private static final Path DOOR = Path.of("queuectl.java");

  @Test
  void everySourceAndResourceIsListed() throws IOException {
    var expected = new ArrayList<String>();
    for (String root : List.of("lib", "web")) {
      files(root).filter(f -> f.endsWith(".java")).forEach(f -> expected.add("//SOURCES " + f));
    }
    for (String root : List.of("lib", "web")) {
      files(root)
          .filter(f -> !f.endsWith(".java"))
          .forEach(f -> expected.add("//FILES " + f.substring(root.length() + 1) + "=" + f));
    }
    for (var file : List.of("queuectl", "UnpackSqlite.java", "find-java", "prepare", "train-aot")) {
      var path = file.equals("queuectl") ? file : "scripts/" + file;
      expected.add("//FILES dev/queuectl/cli/install/%s=%s".formatted(path, path));
    }
    assertThat(directives("//SOURCES ", "//FILES "))
        .as("run `just sources`")
        .containsExactlyElementsOf(expected);
  }

  @Test
  void dependenciesAreThoseOfThePom() throws Exception {
    var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
    var versions = new TreeMap<String, String>();
    for (Element dependency : elements(pom.getElementsByTagName("dependency"))) {
      if (!text(dependency, "scope").equals("test")) {
        versions.put(coordinates(dependency), version(dependency));
      }
    }
    for (Element processor : elements(pom.getElementsByTagName("path"))) {
      if (text(processor, "groupId").equals("io.micronaut")) {
        versions.put(coordinates(processor), version(processor));
      }
    }
    assertThat(dependenciesForJbang()).isEqualTo(versions);
  }

  private static Map<String, String> dependenciesForJbang() throws IOException {
    var versions = new TreeMap<String, String>();
    for (String line : directives("//DEPS ")) {
      String[] parts = line.substring("//DEPS ".length()).replace("@pom", "").split(":");
      versions.put(parts[0] + ":" + parts[1], parts.length > 2 ? parts[2] : "");
    }
    return versions;
  }

  private static List<String> directives(String... prefixes) throws IOException {
    return Files.readAllLines(DOOR).stream()
        .filter(line -> Stream.of(prefixes).anyMatch(line::startsWith))
        .toList();
  }

  private static Stream<String> files(String root) throws IOException {
    if (!Files.isDirectory(Path.of(root))) {
      return Stream.of();
    }
    try (var walk = Files.walk(Path.of(root))) {
      return walk
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .map(file -> file.toString().replace('\\', '/'))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String coordinates(Element dependency) {
    return text(dependency, "groupId") + ":" + text(dependency, "artifactId");
  }

  /// The version with its property filled in; empty where Micronaut's platform decides.
  private static String version(Element dependency) {
    return Pattern.compile("\\$\\{([^}]+)}")
        .matcher(text(dependency, "version"))
        .replaceAll(m -> text(dependency.getOwnerDocument().getDocumentElement(), m.group(1)));
  }

  private static String text(Element parent, String tag) {
    var found = parent.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static List<Element> elements(org.w3c.dom.NodeList nodes) {
    var all = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element) {
        all.add(element);
      }
    }
    return all;
  }
}
