package dev.queuectl.web.page;

import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tag;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.Spread;
import dev.queuectl.web.page.chart.Axis;
import dev.queuectl.web.page.chart.CommandTimes;
import dev.queuectl.web.page.chart.Series;
import dev.queuectl.web.page.chart.ThroughputChart;
import dev.queuectl.web.page.chart.TimesChart;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/charts`: how much was done, how fast, and how the programs compare.
public final class ChartsPage {
  private static final int MOST_COMMANDS = 50;

  private ChartsPage() {}

  public static String html(ChartsView view, Frame frame) {
    var series = view.series();
    return Layout.page(
        frame,
        Topic.METRICS,
        "Metrics",
        Parts.heading("Metrics", OverviewPage.spans(series.span(), "/charts")),
        div(
                div(ThroughputChart.of(series, frame)).withClass("card wide-card"),
                div(TimesChart.of("Run time", series, frame, Series.Step::ran)).withClass("card"),
                div(TimesChart.of("Wait time", series, frame, Series.Step::waited))
                    .withClass("card"))
            .withId("charts")
            .withClass("charts")
            .attr("data-live", "morph"),
        div(Parts.card("By program", commands(view)), Parts.card("Recent", numbers(view.metrics())))
            .withId("numbers")
            .withClass("columns")
            .attr("data-live", "morph"),
        p(
                text("For Prometheus: "),
                code("/metrics"),
                text(", or "),
                code("queuectl metrics --prometheus"))
            .withClass("muted"));
  }

  private static DomContent commands(ChartsView view) {
    if (view.commands().isEmpty()) {
      return Parts.empty("Nothing has ended yet.", "queuectl worker start");
    }
    return each(
        p("The last %s that completed or died and are still stored."
                .formatted(Numbers.counted(view.sample(), "job")))
            .withClass("muted"),
        div(table(
                    thead(
                        tr(
                            th("Program").withClass("wide"),
                            th("Jobs").withClass("num"),
                            th("Success rate").withClass("wide"),
                            th("Median").withClass("num"),
                            th("p95").withClass("num"),
                            th("Longest").withClass("num"))),
                    tbody(each(view.commands().stream().limit(MOST_COMMANDS).map(ChartsPage::row))))
                .withClass("rows stacked"))
            .withClass("scroll")
            .withTabindex(0));
  }

  private static DomContent row(CommandTimes times) {
    return tr(
        td(Stored.code(times.program()))
            .withClass("wide")
            .withTitle(Stored.plain(times.example().command())),
        td(Numbers.grouped(times.jobs())).withClass("num").withData("label", "jobs"),
        td(
                tag("meter")
                    .attr("min", "0")
                    .attr("max", "1")
                    .attr("low", "0.9")
                    .attr("high", "0.99")
                    .attr("optimum", "1")
                    .attr("value", Axis.number(times.success()))
                    .attr("aria-hidden", "true"),
                text(" " + percent(times.success())))
            .withClass("nowrap")
            .withData("label", "success"),
        td(When.duration(times.ran().p50())).withClass("num").withData("label", "median"),
        td(When.duration(times.ran().p95())).withClass("num").withData("label", "p95"),
        td(When.duration(times.longest())).withClass("num").withData("label", "longest"));
  }

  /// Rounded down: what says 100 % has failed in nothing.
  private static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f %%", Math.floor(part * 1000) / 10);
  }

  private static DomContent numbers(Metrics metrics) {
    var numbers = dl().withClass("facts");
    metrics
        .completed()
        .forEach(
            (span, done) ->
                numbers.with(
                    dt("Last " + Durations.text(span)),
                    dd(
                        "%s%s completed, %.2f/s"
                            .formatted(
                                Numbers.grouped(done.jobs()),
                                done.capped() ? "+" : "",
                                Metrics.perSecond(span, done)))));
    spread(numbers, "Run time", metrics.ran());
    spread(numbers, "Wait", metrics.waited());
    numbers.with(dt("Retries"), dd(Numbers.grouped(metrics.retries())));
    numbers.with(dt("Slots"), dd(Numbers.grouped(metrics.slots())));
    return each(
        numbers,
        p("Times and retries of the last 24 hours. Times are those of all attempts that completed or failed (%s), accurate to 9 %%."
                .formatted(Numbers.grouped(metrics.sample())))
            .withClass("muted"));
  }

  private static void spread(j2html.tags.specialized.DlTag numbers, String name, Spread spread) {
    numbers.with(
        dt(name),
        dd(
            "median %s, p95 %s, p99 %s"
                .formatted(words(spread.p50()), words(spread.p95()), words(spread.p99()))));
  }

  private static String words(@Nullable Duration duration) {
    return duration == null ? "–" : Durations.text(duration);
  }
}
