package dev.queuectl.web.page.activity;

import java.util.LinkedHashMap;

/// One stream of one attempt, as the address of a job's page says it.
final class StreamAddress {
  private StreamAddress() {}

  static LinkedHashMap<String, String> of(int attempt, String stream) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("attempt", Integer.toString(attempt));
    parameters.put("stream", stream);
    return parameters;
  }
}
