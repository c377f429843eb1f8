package wattle.meter.procfs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import wattle.meter.Activity;

/// How busy all processors of the machine were since it started, as the first line of `/proc/stat`
/// has it (proc_stat(5)): in steps of 10 ms.
///
/// Busy is user, nice, system, interrupts and soft interrupts. Idle and waiting for I/O are not,
/// and neither is time that a virtual machine's host took away, which belongs to nobody here.
///
/// @param busyNanos [Activity#UNKNOWN] where it cannot be read
/// @param capacityNanos busy and idle; [Activity#UNKNOWN] where it cannot be read
public record MachineCpu(long busyNanos, long capacityNanos) {

    private static final long TICK_NANOS = 10_000_000;
    private static final MachineCpu UNKNOWN = new MachineCpu(Activity.UNKNOWN, Activity.UNKNOWN);

    /// @param procRoot `/proc`, or a copy of it
    public static MachineCpu read(File procRoot) {
        byte[] line = new byte[512]; // Ten numbers of at most twenty digits.
        int length;
        try (var in = new FileInputStream(new File(procRoot, "stat"))) {
            length = in.read(line);
        } catch (IOException notThere) {
            return UNKNOWN;
        }
        return parse(line, length);
    }

    /// `cpu user nice system idle iowait irq softirq …`
    private static MachineCpu parse(byte[] line, int length) {
        long busy = 0;
        long idle = 0;
        int at = 3;
        for (int field = 0; field < 7; field++) {
            while (at < length && line[at] == ' ') {
                at++;
            }
            long ticks = 0;
            int digits = 0;
            while (at < length && line[at] >= '0' && line[at] <= '9' && digits < 18) {
                ticks = 10 * ticks + line[at] - '0';
                at++;
                digits++;
            }
            if (digits == 0) {
                return UNKNOWN;
            }
            if (field == 3 || field == 4) {
                idle += ticks;
            } else {
                busy += ticks;
            }
        }
        return new MachineCpu(busy * TICK_NANOS, (busy + idle) * TICK_NANOS);
    }
}
