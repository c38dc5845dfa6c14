package dev.queuectl.web;

import java.util.List;

/// All there is to visit, but for the login.
final class Sections {
  private Sections() {}

  static List<Section> of(Site site) {
    return List.of(new Assets(), new Health(site), new Home(site));
  }
}
