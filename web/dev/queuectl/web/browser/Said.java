package dev.queuectl.web.browser;

import dev.queuectl.web.page.part.Notice;
import io.javalin.http.Context;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What came of an action, on its way to the page that follows: in a cookie of its own, which only
/// the address knows to which the browser is led. So it is said in the tab that acted, once, and no
/// other tab shows it or takes it away.
final class Said {
  /// The parameter that every page takes.
  static final String NAME = "said";

  private static final int LONGEST = 1000;
  private static final int SECONDS = 60;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,16}");

  private Said() {}

  /// @return the address at which it is said
  static String at(String address, Notice notice, Context context) {
    var id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    var text = notice.text().substring(0, Math.min(notice.text().length(), LONGEST));
    Cookies.set(context, NAME + "_" + id, (notice.good() ? "+" : "-") + text, SECONDS);
    var hash = address.indexOf('#');
    var page = hash < 0 ? address : address.substring(0, hash);
    return page
        + (page.contains("?") ? "&" : "?")
        + NAME
        + "="
        + id
        + (hash < 0 ? "" : address.substring(hash));
  }

  /// What is to be said on this page; null for nothing.
  static @Nullable Notice taken(Context context) {
    var id = context.queryParam(NAME);
    if (id == null || !ID.matcher(id).matches()) {
      return null;
    }
    var word = Cookies.get(context, NAME + "_" + id);
    if (word == null || word.isEmpty()) {
      return null;
    }
    Cookies.set(context, NAME + "_" + id, "", 0);
    return new Notice(word.charAt(0) == '+', word.substring(1));
  }

  /// A query as it is without it.
  static String without(String query) {
    return query.replaceFirst("(^|&)" + NAME + "=[^&]*", "").replaceFirst("^&", "");
  }
}
