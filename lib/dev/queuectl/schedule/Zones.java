package dev.queuectl.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.TreeSet;

/// Time zones by name.
public final class Zones {
  private Zones() {}

  /// The names that there are.
  public static Collection<String> ids() {
    return new TreeSet<>(ZoneId.getAvailableZoneIds());
  }

  /// @param id a name such as `Europe/Berlin`, whatever the case of its letters, or an offset
  /// @throws QueueException.Invalid naming the nearest
  public static ZoneId of(String id) {
    var known = ZoneId.getAvailableZoneIds();
    var name =
        known.stream().filter(each -> each.equalsIgnoreCase(id.strip())).findFirst().orElse(id);
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException e) {
      var cities = known.stream().filter(each -> each.contains("/")).toList();
      throw new QueueException.Invalid(
          "there is no time zone \"" + id + "\"",
          Words.nearest(id, cities)
              .or(() -> cities.stream().filter(city -> isCity(city, id)).sorted().findFirst())
              .map(near -> "Did you mean " + near + "?")
              .orElse("Write a name such as Europe/Berlin, or an offset such as +02:00."));
    }
  }

  /// `Berlin` for `Europe/Berlin`.
  private static boolean isCity(String zone, String name) {
    return zone.substring(zone.lastIndexOf('/') + 1)
        .equalsIgnoreCase(name.strip().replace(' ', '_'));
  }
}
