/// **Numbers in small files**: what the adapters over the kernel's file trees share.
///
/// Takes paths below a root, `/sys` or a copy of it; gives numbers, and meters that keep their file
/// open. Which file means what is left to `wattle.meter.rapl`, `hwmon`, `jetson` and `amd`.
@NullMarked
package wattle.meter.sysfs;

import org.jspecify.annotations.NullMarked;
