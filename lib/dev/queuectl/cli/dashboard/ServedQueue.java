package dev.queuectl.cli.dashboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a service is to do.
///
/// @param program the words that start this program
/// @param arguments those of `worker start`
/// @param database the queue
/// @param account whose rights it has; empty for those of the manager
/// @param env what the program and its jobs need of the environment
public record ServedQueue(
    List<String> program,
    List<String> arguments,
    Path database,
    String account,
    Map<String, String> env) {

  public List<String> words() {
    var words = new ArrayList<>(program);
    words.addAll(arguments);
    return words;
  }
}
