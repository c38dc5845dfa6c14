package dev.queuectl.cli.install;

import dev.queuectl.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where an installation has its parts.
///
/// @param versions a folder with one for each version; may hold other files, such as a queue
/// @param link the command, a symbolic link to the launcher of one version
/// @param manual the manual page
/// @param completions by the shell that reads them
record InstallPlaces(Path versions, Path link, Path manual, Map<String, Path> completions) {
  private static final String NAME = "queuectl";

  /// For everybody on this machine.
  static InstallPlaces system(Path root) {
    var share = root.resolve("share");
    return new InstallPlaces(
        root.resolve("lib").resolve(NAME),
        root.resolve("bin").resolve(NAME),
        share.resolve("man/man1/queuectl.1"),
        Map.of(
            "bash", share.resolve("bash-completion/completions/queuectl"),
            "zsh", share.resolve("zsh/site-functions/_queuectl"),
            "fish", share.resolve("fish/vendor_completions.d/queuectl.fish")));
  }

  /// For the user alone, with the completion for the shell that this one uses.
  static InstallPlaces ofUser(Console console) {
    var local = console.home().resolve(".local");
    var data = Path.of(console.env("XDG_DATA_HOME", local.resolve("share").toString()));
    var config =
        Path.of(console.env("XDG_CONFIG_HOME", console.home().resolve(".config").toString()));
    var completions =
        Map.of(
            "bash", data.resolve("bash-completion/completions/queuectl"),
            "zsh", data.resolve("zsh/site-functions/_queuectl"),
            "fish", config.resolve("fish/completions/queuectl.fish"));
    var shell = String.valueOf(Path.of(console.env("SHELL", "/bin/bash")).getFileName());
    return new InstallPlaces(
        data.resolve(NAME),
        local.resolve("bin").resolve(NAME),
        data.resolve("man/man1/queuectl.1"),
        completions.containsKey(shell)
            ? Map.of(shell, completions.getOrDefault(shell, data))
            : Map.of());
  }

  /// The folders of the versions that are there, whole.
  List<Path> installed() throws IOException {
    if (!Files.isDirectory(versions)) {
      return List.of();
    }
    try (var all = Files.list(versions)) {
      return all.filter(it -> Files.isRegularFile(it.resolve(ProgramFiles.MARK))).sorted().toList();
    }
  }

  /// Files of others where ours would be; such as none of the versions has written.
  List<Path> others() throws IOException {
    var ours = new HashSet<Path>();
    for (var folder : installed()) {
      Files.readAllLines(folder.resolve(ProgramFiles.MARK)).forEach(it -> ours.add(Path.of(it)));
    }
    return Stream.concat(Stream.of(manual), completions.values().stream())
        .filter(it -> Files.exists(it, LinkOption.NOFOLLOW_LINKS) && !ours.contains(it))
        .toList();
  }

  /// Whether the command is there and leads to a version of ours.
  boolean isLinkOurs() throws IOException {
    return Files.isSymbolicLink(link) && target().startsWith(versions);
  }

  /// Where the link leads, be it there or not.
  Path target() throws IOException {
    return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
  }
}
