package dev.queuectl.cli.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a service is to do.
///
/// @param program the words that start this program
/// @param arguments those of `worker start`
/// @param queue the value of `--db` that names it
/// @param home the folder for what belongs to the queue
/// @param account whose rights it has; empty for those of the manager
/// @param env what the program and its jobs need of the environment
record ServicePlan(
    List<String> program,
    List<String> arguments,
    String queue,
    Path home,
    String account,
    Map<String, String> env) {

  List<String> words() {
    var words = new ArrayList<>(program);
    words.addAll(arguments);
    return words;
  }
}
