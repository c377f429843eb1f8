/// `/plan`: when and where a job emits least, by the very calculation of `wattle plan`, with its
/// address as its only memory.
///
/// [PlanForm] reads the address, [Job] is what is to run, at one power or as it was measured once
/// ([Profile], [Measured]), [HourlyPlaces] what is known of places by the hour, [Answer] what came
/// out in words, and [Picture] lays the intensity and the plans over one axis of time.
@NullMarked
package wattle.hub.page.plan;

import org.jspecify.annotations.NullMarked;
