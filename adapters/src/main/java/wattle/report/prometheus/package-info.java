/// **Prometheus**: metrics where Prometheus finds them, in a file that the node exporter reads or
/// at an address that Prometheus asks.
///
/// Takes the text that [wattle.report.PrometheusText] makes. Neither is loaded before it is asked
/// for.
@NullMarked
package wattle.report.prometheus;

import org.jspecify.annotations.NullMarked;
