/// The calculator: what a job costs in carbon before it runs, by the very calculation of `wattle
/// estimate`, with its address as its only memory.
///
/// [Form] reads the address, [Answer] is what is shown of a footprint, [Cheaper] asks where and
/// when the same job would emit less.
@NullMarked
package wattle.hub.page.calculator;

import org.jspecify.annotations.NullMarked;
