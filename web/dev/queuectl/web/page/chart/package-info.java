/// Numbers over time as SVG. Start reading at [dev.queuectl.web.page.chart.ThroughputChart]. Pure
/// functions of the numbers; knows no page.
@NullMarked
package dev.queuectl.web.page.chart;

import org.jspecify.annotations.NullMarked;
