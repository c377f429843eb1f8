/// **The record of a run**: an append-only file that is whole up to its last line whenever whatever
/// is killed.
///
/// Takes a header, channels and samples as they come; gives them back, from a file that was
/// finished or cut off at any byte, to whoever listens. What they add up to is
/// [wattle.meter.Tally]'s.
///
/// Each line is JSON and ends with a newline: `{"crc":"1c291ca3","len":41,"sample":[…]}`. `len` is
/// the number of bytes between the comma after it and the last brace, `crc` the CRC-32C of these. A
/// line reaches the kernel in one write as soon as it is made, which survives the end of the
/// process that wrote it; it is forced to the disk at the start, about once in 30 seconds and at
/// the end, which is what a power cut can cost.
@NullMarked
package wattle.meter.journal;

import org.jspecify.annotations.NullMarked;
