package wattle.run.local;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A process by what no other one will ever have, and the control group that it was put into, if it
/// was.
///
/// @param started ticks since the machine's start; process ids are used again
/// @param boot that start
record LocalHandle(int pid, long started, String boot, @Nullable Path group) {

    private static final int STARTED = 19; // After the name; field 22 of proc_pid_stat(5).
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /// Null when there is no such process.
    static @Nullable LocalHandle of(int pid, @Nullable Path group) {
        long started = started(pid);
        return started < 0 ? null : new LocalHandle(pid, started, thisBoot(), group);
    }

    /// @throws IllegalArgumentException if it is no handle
    static LocalHandle parse(String text) {
        String[] words = text.split(" ", 4);
        if (words.length < 3) {
            throw new IllegalArgumentException("not a process: " + text);
        }
        return new LocalHandle(
                Integer.parseInt(words[0]),
                Long.parseLong(words[1]),
                words[2],
                words.length == 4 ? Path.of(words[3]) : null);
    }

    /// Whether this very process is there, and has not ended.
    boolean lives() {
        return started(pid) == started && thisBoot().equals(boot);
    }

    private static long started(int pid) {
        String[] fields = fields(pid);
        return fields.length <= STARTED || fields[0].equals("Z") || fields[0].equals("X")
                ? -1
                : Long.parseLong(fields[STARTED]);
    }

    /// The fields behind the name in brackets; none when it is gone.
    private static String[] fields(int pid) {
        try (var in = new FileInputStream(new File("/proc/" + pid + "/stat"))) {
            String stat = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException gone) {
            return new String[0];
        }
    }

    static String thisBoot() {
        try {
            return java.nio.file.Files.readString(BOOT_ID).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return pid + " " + started + " " + boot + (group == null ? "" : " " + group);
    }
}
