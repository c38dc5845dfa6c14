package dev.queuectl.web.browser;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.web.page.ConfigPage;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/config`: the configuration, with the checks that the command line makes.
final class ConfigRoutes implements Section {
  private static final String PATH = "/config";
  private static final int LONGEST = 1000;

  private final DashboardContext dashboard;

  ConfigRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(PATH, this::show), Route.post(PATH, Right.CHANGE, this::save));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var settings = dashboard.served().store().config().settings();
    request.show(ConfigPage.html(settings, ConfigPage.asItIs(settings), request.frame()));
  }

  /// All that was changed, or nothing, and then it stays as it was typed.
  private void save(Context context) {
    var request = new PageRequest(context, dashboard);
    var typed = new LinkedHashMap<String, String>();
    context.formParamMap().forEach((name, values) -> typed.put(name, values.getFirst()));
    var problems = new LinkedHashMap<String, String>();
    var changes = changes(typed, problems, request.caller());
    if (!problems.isEmpty()) {
      request.showAgain(
          ConfigPage.html(
              dashboard.served().store().config().settings(),
              new Typed(typed, problems),
              request.frame()));
      return;
    }
    request.act(PATH, () -> save(changes, request));
  }

  private static Map<Setting, @Nullable String> changes(
      Map<String, String> typed, Map<String, String> problems, Caller by) {
    var changes = new EnumMap<Setting, @Nullable String>(Setting.class);
    for (var setting : Setting.values()) {
      var word = typed.get(setting.key());
      if (word == null || word.strip().equals(typed.get(ConfigPage.seen(setting)))) {
        continue;
      }
      try {
        DashboardContext.demandFor(setting, by);
        changes.put(setting, value(setting, word.strip()));
      } catch (QueueException.Invalid e) {
        problems.put(setting.key(), FailureText.of(e));
      } catch (ForbiddenResponse e) {
        problems.put(setting.key(), Objects.requireNonNullElse(e.getMessage(), "Not allowed."));
      }
    }
    return changes;
  }

  /// @return null for the default
  private static @Nullable String value(Setting setting, String word) {
    if (word.length() > LONGEST) {
      throw new QueueException.Invalid(
          "%s has more than %,d characters".formatted(setting.key(), LONGEST));
    }
    if (word.isEmpty()) {
      return null;
    }
    setting.checked(word);
    return word;
  }

  private String save(Map<Setting, @Nullable String> changes, PageRequest request) {
    if (changes.isEmpty()) {
      return "Nothing was changed.";
    }
    changes.forEach((setting, value) -> dashboard.controls().set(setting, value, request.caller()));
    var settings = dashboard.served().store().config().settings();
    var first = changes.keySet().iterator().next();
    return changes.size() == 1
        ? "%s is %s.".formatted(first.key(), settings.text(first))
        : Numbers.counted(changes.size(), "setting was", "settings were") + " changed.";
  }
}
