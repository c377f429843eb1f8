/// **Programs that are asked**: what the adapters over other people's command lines share.
///
/// Takes a list of arguments, never a line for a shell; gives what the program printed, within a
/// bound of time and size. What it means is left to `wattle.meter.dcmi` and `wattle.meter.slurm`.
@NullMarked
package wattle.meter.program;

import org.jspecify.annotations.NullMarked;
