package dev.queuectl.web.page;

import dev.queuectl.QueueException;
import dev.queuectl.store.JobQuery.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which page of a list is shown. Pages begin behind a place in the order, so that they skip and
/// repeat nothing while jobs come and go; the way back is the places by which one came.
///
/// @param after null for the first page
/// @param trail the `after` of the pages before this one but the first, oldest first
public record Listing(@Nullable Place after, List<Place> trail) {
  public static final Listing FIRST = new Listing(null, List.of());
  private static final int LONGEST_TRAIL = 50;

  public Listing {
    trail = List.copyOf(trail);
  }

  /// As [#word] wrote it.
  ///
  /// @throws QueueException.Invalid for what nobody can have been given
  public static Listing of(String after, String trail) {
    if (after.isEmpty()) {
      return FIRST;
    }
    try {
      var places =
          Arrays.stream(trail.split("~")).filter(word -> !word.isEmpty()).map(Listing::place);
      return new Listing(place(after), places.limit(LONGEST_TRAIL).toList());
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new QueueException.Invalid(
          "there is no such place in the list", "Start again without after and trail.");
    }
  }

  /// Which page it is, from 1 on; empty if one came too long a way.
  OptionalInt number() {
    return after == null
        ? OptionalInt.of(1)
        : trail.size() < LONGEST_TRAIL ? OptionalInt.of(trail.size() + 2) : OptionalInt.empty();
  }

  /// The address of this very page.
  String here(String address) {
    return after == null ? address : with(address, after, trail);
  }

  private static Place place(String word) {
    var at = word.indexOf('_');
    return new Place(
        Integer.parseInt(word.substring(0, at)), Long.parseLong(word.substring(at + 1)));
  }

  static String word(Place place) {
    return place.priority() + "_" + place.seq();
  }

  /// The address of the page behind a place.
  String next(String address, Place next) {
    var way = new ArrayList<>(trail);
    if (after != null) {
      way.add(after);
    }
    return with(address, next, way.subList(Math.max(0, way.size() - LONGEST_TRAIL), way.size()));
  }

  /// The address of the page before this one.
  String previous(String address) {
    return trail.isEmpty()
        ? address
        : with(address, trail.getLast(), trail.subList(0, trail.size() - 1));
  }

  /// The address of a page that begins behind a place, with this page's way back.
  String from(String address, Place place) {
    return with(address, place, trail);
  }

  private static String with(String address, Place after, List<Place> trail) {
    var words = String.join("~", trail.stream().map(Listing::word).toList());
    return address
        + (address.contains("?") ? "&" : "?")
        + "after="
        + word(after)
        + (words.isEmpty() ? "" : "&trail=" + words);
  }
}
