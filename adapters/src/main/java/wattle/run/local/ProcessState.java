package wattle.run.local;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The state letter of a process in `/proc/PID/stat`.
final class ProcessState {
    private ProcessState() {}

    /// Stopped by a signal (and not by a debugger, which is `t`).
    static boolean stopped(long pid) {
        try (var in = new FileInputStream("/proc/" + pid + "/stat")) {
            var stat = new String(in.readNBytes(512), StandardCharsets.ISO_8859_1);
            // The name before it is in brackets and may hold any.
            var state = stat.lastIndexOf(')') + 2;
            return state < stat.length() && stat.charAt(state) == 'T';
        } catch (IOException e) {
            return false; // Gone, and so not stopped.
        }
    }
}
