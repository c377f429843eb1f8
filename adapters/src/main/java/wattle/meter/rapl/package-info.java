/// **RAPL**: the energy counters of Intel's and AMD's processors, by the kernel's powercap tree.
///
/// Takes `/sys`, or a copy of it; gives a counter for each package, its memory, and the platform
/// (psys). Cores and uncore lie within their package and have no meter. What repeats a counter is
/// counted once: [wattle.meter.rapl.RaplSource] says by which rules.
///
/// Facts: the kernel's `Documentation/power/powercap/powercap.rst` and
/// `drivers/powercap/intel_rapl_common.c`; CVE-2020-8694 for the permissions.
@NullMarked
package wattle.meter.rapl;

import org.jspecify.annotations.NullMarked;
