/// **Claims as JSON**, exactly: what is printed is read back as the same claim, and the same claim
/// is always printed as the same bytes, so that a hash stands for it.
///
/// Keys are `snake_case` with the unit at the end, in a fixed order, without blanks. A figure is
/// kept as it was printed: `{"number":"24.70","unit":"t"}`. What is not known is left out. Reading
/// is bounded in size, depth and digits, and refuses fields that it does not know.
@NullMarked
package wattle.ledger.json;

import org.jspecify.annotations.NullMarked;
