package dev.queuectl.cli.service;

import java.util.Map;
import java.util.stream.Collectors;

/// A launchd.plist(5) that runs a worker. Pure. Written from the manual page; never tried on a Mac.
final class LaunchdPlist {
  private LaunchdPlist() {}

  static String label(String service) {
    return "dev.queuectl." + service;
  }

  static String text(ServicePlan plan, String service) {
    var log = escaped(plan.home().resolve("service.log").toString());
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <!-- %s -->
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>%s</string>
      <key>ProgramArguments</key>
      <array>
    %s
      </array>
      <key>EnvironmentVariables</key>
      <dict>
    %s
      </dict>
    %s  <key>RunAtLoad</key>
      <true/>
      <key>KeepAlive</key>
      <true/>
      <!-- Jobs outlive their worker, and the next one takes them over. -->
      <key>AbandonProcessGroup</key>
      <true/>
      <key>ExitTimeOut</key>
      <integer>90</integer>
      <key>StandardOutPath</key>
      <string>%s</string>
      <key>StandardErrorPath</key>
      <string>%s</string>
    </dict>
    </plist>
    """
        .formatted(
            ServiceFile.NOTICE,
            escaped(label(service)),
            plan.words().stream()
                .map(word -> "    <string>" + escaped(word) + "</string>")
                .collect(Collectors.joining("\n")),
            environment(plan.env()),
            plan.account().isEmpty()
                ? ""
                : "  <key>UserName</key>\n  <string>" + escaped(plan.account()) + "</string>\n",
            log,
            log);
  }

  private static String environment(Map<String, String> env) {
    return env.entrySet().stream()
        .map(
            it ->
                "    <key>%s</key>\n    <string>%s</string>"
                    .formatted(escaped(it.getKey()), escaped(it.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
