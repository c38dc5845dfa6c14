package dev.queuectl.cli.selftest;

/// One thing that the installation must be able to do.
///
/// @param name what it does, as a clause
record Check(String name, Body body) {

  interface Body {
    void run(Trial trial) throws Exception;
  }
}
