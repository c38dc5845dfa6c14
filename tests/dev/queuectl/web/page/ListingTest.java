package dev.queuectl.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
import dev.queuectl.store.JobQuery.Place;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way through the pages of a list.
class ListingTest {
  private static Listing read(String address) {
    var query = URI.create(address).getRawQuery();
    var parameters =
        query == null
            ? java.util.Map.<String, String>of()
            : Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    return Listing.of(parameters.getOrDefault("cursor", ""), parameters.getOrDefault("trail", ""));
  }

  @Test
  void theWayBackIsTheWayThatOneCame() {
    var second = read(Listing.FIRST.next("/jobs", new Place(0, 90)));
    var third = read(second.next("/jobs", new Place(0, 40)));
    var fourth = read(third.next("/jobs?state=dead", new Place(-5, 7)));

    assertThat(fourth.after()).isEqualTo(new Place(-5, 7));
    assertThat(read(fourth.previous("/jobs"))).isEqualTo(third);
    assertThat(read(third.previous("/jobs"))).isEqualTo(second);
    assertThat(second.previous("/jobs?state=dead")).isEqualTo("/jobs?state=dead");
  }

  @Test
  void theWayBackHasALimit() {
    var listing = Listing.FIRST;
    for (var seq = 10_000; seq > 9_000; seq--) {
      listing = read(listing.next("/jobs", new Place(0, seq)));
    }
    assertThat(listing.trail()).hasSize(50).last().isEqualTo(new Place(0, 9_002));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1", "_", "1_", "_1", "99999999999_1", "<script>"})
  void whatNobodyWasGivenIsRefused(String after) {
    assertThatThrownBy(() -> Listing.of(after, "")).isInstanceOf(QueueException.Invalid.class);
    assertThatThrownBy(() -> Listing.of("0_5", after + "~" + after))
        .isInstanceOf(QueueException.Invalid.class);
  }
}
