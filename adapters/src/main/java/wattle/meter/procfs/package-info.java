/// # Processor time from /proc
///
/// Takes the kernel's process table and gives the processor time that a process tree has used,
/// which an estimate of its energy starts from. Resolution: 10 ms for each process, the tick in
/// which Linux reports (`USER_HZ` = 100).
@NullMarked
package wattle.meter.procfs;

import org.jspecify.annotations.NullMarked;
