package dev.queuectl.web.page;

import dev.queuectl.QueueException;
import dev.queuectl.store.JobQuery.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Which page of a list is shown. Pages begin behind a place in the order, so that they skip and
/// repeat nothing while jobs come and go; the way back is the places by which one came. Lists that
/// are sorted when they are shown have no such places: their pages are counted.
///
/// @param after null for the first page, or a counted one
/// @param trail the `after` of the pages before this one but the first, oldest first
/// @param page which one it is, from 1, if they are counted
public record Listing(@Nullable Place after, List<Place> trail, int page) {
  public static final Listing FIRST = counted(1);
  private static final int LONGEST_TRAIL = 50;

  public Listing {
    trail = List.copyOf(trail);
  }

  public static Listing counted(int page) {
    return new Listing(null, List.of(), page);
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
      return new Listing(place(after), places.limit(LONGEST_TRAIL).toList(), 1);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new QueueException.Invalid(
          "there is no such place in the list", "Start again without cursor and trail.");
    }
  }

  /// Which page it is, from 1 on; empty if one came too long a way.
  OptionalInt number() {
    return after == null
        ? OptionalInt.of(page)
        : trail.size() < LONGEST_TRAIL ? OptionalInt.of(trail.size() + 2) : OptionalInt.empty();
  }

  /// The address of this very page.
  String here(String address) {
    return after == null ? counted(address, page) : with(address, after, trail);
  }

  boolean isFirst() {
    return after == null && page == 1;
  }

  private static String counted(String address, int page) {
    return page == 1 ? address : address + (address.contains("?") ? "&" : "?") + "page=" + page;
  }

  /// The address of the page behind this one, where pages are counted.
  String next(String address) {
    return counted(address, page + 1);
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
        ? counted(address, Math.max(1, page - 1))
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
        + "cursor="
        + word(after)
        + (words.isEmpty() ? "" : "&trail=" + words);
  }
}
