/// **Asking over HTTP**: JSON to and from a server of the user's choice, within limits of time and
/// size, tried again where that helps, without ever printing a secret; and where the secrets are
/// kept. The ground on which the services of grid data and the adapters that hand a run on stand.
///
/// Takes addresses, headers and [wattle.unit.http.Credentials]; gives a [wattle.unit.http.Answer].
/// What an answer means is left to the adapter that asked.
///
/// Nothing here is loaded, no file read and no connection opened, before something is asked.
@NullMarked
package wattle.unit.http;

import org.jspecify.annotations.NullMarked;
