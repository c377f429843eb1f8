/// The calculations of the command line over HTTP.
///
/// Each route is a [wattle.hub.web.calculation.Calculation]: a command and the options of it that a
/// request may give, by name. [wattle.hub.web.calculation.Arguments] makes the command line of it,
/// [wattle.hub.web.calculation.Calculations], which somebody else implements, carries the very same
/// command out, and its JSON is the answer: the same bytes as on a terminal. What is a file there
/// is part of the request here, and lies in a [wattle.hub.web.calculation.Workspace] for as long as
/// the calculation takes. No option that names a file of the machine, and none that uses the
/// network, is among those that a request may give.
@NullMarked
package wattle.hub.web.calculation;

import org.jspecify.annotations.NullMarked;
