package dev.queuectl.web.request;

import java.util.List;

/// A part of the dashboard: routes that belong together.
@FunctionalInterface
public interface Section {
  List<Route> routes();
}
