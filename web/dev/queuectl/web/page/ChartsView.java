package dev.queuectl.web.page;

import dev.queuectl.report.Metrics;
import dev.queuectl.web.page.chart.CommandTimes;
import dev.queuectl.web.page.chart.Series;
import java.util.List;

/// Numbers about what has been done.
///
/// @param sample how many jobs the commands are based on
public record ChartsView(Series series, Metrics metrics, List<CommandTimes> commands, int sample) {
  public ChartsView {
    commands = List.copyOf(commands);
  }
}
