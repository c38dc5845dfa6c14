package dev.queuectl.web;

import java.util.List;

/// All there is to visit, but for the login.
final class Sections {
  private Sections() {}

  static List<Section> of(Desk desk) {
    return List.of(new Assets(), new Health(desk.site()), new Home(desk.site()));
  }
}
