/// **DCMI**: the power of the whole machine as its board's controller knows it, asked of ipmitool.
///
/// Takes `/dev` and the program; gives a gauge of the machine's power at its supply, which is never
/// added to that of its parts: [wattle.meter.Domain#NODE]. An answer takes from a tenth of a second
/// to some seconds.
///
/// Facts: DCMI 1.5, "Get Power Reading"; ipmitool's `lib/ipmi_dcmi.c` for the words.
@NullMarked
package wattle.meter.dcmi;

import org.jspecify.annotations.NullMarked;
