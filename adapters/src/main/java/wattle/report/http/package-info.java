/// **Sending**: JSON to a server of the user's choice, within a time limit, without ever printing a
/// secret. Used by the adapters that hand a run on to another system.
///
/// Nothing here is loaded, and no connection opened, before something is sent.
@NullMarked
package wattle.report.http;

import org.jspecify.annotations.NullMarked;
