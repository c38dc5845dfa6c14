/// Metrics in the text formats of Prometheus and OpenMetrics. Start reading at
/// [dev.queuectl.report.prometheus.Exposition].
@NullMarked
package dev.queuectl.report.prometheus;

import org.jspecify.annotations.NullMarked;
