/// **The machine's own power meter**, by the kernel's hwmon tree: the meter that ACPI describes, on
/// many servers (kernel driver `acpi_power_meter`, `drivers/hwmon/acpi_power_meter.c`).
///
/// Takes `/sys`, or a copy of it; gives the power of the whole machine at its supply, which is
/// never added to that of its parts: [wattle.meter.Domain#NODE].
@NullMarked
package wattle.meter.hwmon;

import org.jspecify.annotations.NullMarked;
