{
  "aliases": {
    "queuectl": {
      "script-ref": "https://{{repoHost}}/{{repoOwner}}/{{repoName}}/releases/download/{{tagName}}/queuectl.jar",
      "description": "{{projectDescription}}",
      "java": "25+",
      "runtime-options": ["--enable-native-access=ALL-UNNAMED", "-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    }
  }
}
