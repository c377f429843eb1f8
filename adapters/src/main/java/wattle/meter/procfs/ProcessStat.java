package wattle.meter.procfs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One process as `/proc/PID/stat` has it (proc_pid_stat(5)).
///
/// @param started ticks since boot; with `pid` it names a process for good, because process ids are
///   used again
/// @param own ticks in user and kernel mode, all threads
/// @param reaped the same of children that ended and were waited for, with theirs
/// @param pages resident in memory, shared ones included
record ProcessStat(int pid, int parent, long started, long own, long reaped, long pages) {

    /// Null when the process is gone.
    static @Nullable ProcessStat read(File procRoot, int pid) {
        try (var in = new FileInputStream(new File(procRoot, pid + "/stat"))) {
            return parse(pid, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return null; // It ended between the listing and the reading.
        }
    }

    static @Nullable ProcessStat parse(int pid, String line) {
        // The second field is the program's name in brackets, which may itself hold spaces and
        // brackets.
        var fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ", -1);
        if (fields.length < 20) {
            return null; // Ended while it was read.
        }
        // Numbered from the third field of the manual page: state is 0, ppid 1, utime to cstime 11
        // to 14.
        return new ProcessStat(
                pid,
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[19]),
                Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                Long.parseLong(fields[13]) + Long.parseLong(fields[14]),
                fields.length > 21 ? Long.parseLong(fields[21]) : 0);
    }

    long total() {
        return own + reaped;
    }

    boolean sameProcess(ProcessStat other) {
        return pid == other.pid && started == other.started;
    }
}
