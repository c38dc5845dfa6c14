package dev.queuectl.web.page;

/// The files that pages refer to, by address.
public final class Assets {
  public static final String PATH = "/assets/";
  static final String ICONS = PATH + "icons.svg";
  static final String STYLE = PATH + "queuectl.css";
  static final String SCRIPT = PATH + "queuectl.js";

  private Assets() {}
}
