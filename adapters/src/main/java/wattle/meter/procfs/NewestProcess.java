package wattle.meter.procfs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The id that the kernel gave out last, to a process or a thread: the last word of `/proc/loadavg`
/// (proc_loadavg(5)). As long as it stays, no process is new.
final class NewestProcess {

    private NewestProcess() {}

    /// Null where the kernel does not say.
    static @Nullable String read(File procRoot) {
        byte[] line = new byte[128];
        int length;
        try (var in = new FileInputStream(new File(procRoot, "loadavg"))) {
            length = in.read(line);
        } catch (IOException notThere) {
            return null;
        }
        int end = length;
        while (end > 0 && line[end - 1] <= ' ') {
            end--;
        }
        int start = end;
        while (start > 0 && line[start - 1] > ' ') {
            start--;
        }
        return start == end
                ? null
                : new String(line, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
