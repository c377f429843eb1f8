/// The hub: where claims about the carbon of models are kept, recomputed and compared in public.
@NullMarked
package wattle.hub;

import org.jspecify.annotations.NullMarked;
