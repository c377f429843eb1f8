/// What somebody says of a model's energy and carbon: the **claim**, with what it was computed
/// from, what was printed, and what stands behind it.
///
/// A model has many claims, one for each who said something of it; none is taken for *the* number.
/// Figures are kept in the unit and with the digits in which they were printed ([Printed]), since
/// both tell how exact they were meant to be. What is not known is null. `wattle.ledger.check`
/// computes claims again and says what is odd about them.
@NullMarked
package wattle.ledger.claim;

import org.jspecify.annotations.NullMarked;
