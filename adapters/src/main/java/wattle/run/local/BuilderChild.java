package wattle.run.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Started by the JDK. Its words and environment have to be text in the locale's encoding;
/// descriptors from 3 up are closed.
record BuilderChild(Process process) implements Child {
    private static final Pattern ERRNO = Pattern.compile("error[=:] ?(\\d+)(?:, )?(.*)");

    /// Null where the JDK cannot express the command or the environment.
    static @Nullable BuilderChild tryStart(ChildCommand command, Caller caller) throws NotStarted {
        var words = strings(command.words());
        if (words == null) {
            return null;
        }
        var builder = new ProcessBuilder(words).inheritIO();
        if (caller.directory() != null) {
            builder.directory(caller.directory().toFile());
        }
        if (!setEnvironment(builder.environment(), caller.environment())) {
            return null;
        }
        try {
            return new BuilderChild(builder.start());
        } catch (IOException e) {
            var reason = ERRNO.matcher(String.valueOf(e.getMessage()));
            if (reason.find()) {
                throw NotStarted.of(
                        command.name(), Integer.parseInt(reason.group(1)), reason.group(2));
            }
            throw NotStarted.of(command.name(), 0, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable List<String> strings(List<byte[]> all) {
        var strings = new ArrayList<String>(all.size());
        for (var bytes : all) {
            var string = Platform.exactString(bytes);
            if (string == null) {
                return null;
            }
            strings.add(string);
        }
        return strings;
    }

    /// False where a map of strings cannot hold it: entries without a name, or one name twice.
    private static boolean setEnvironment(Map<String, String> environment, List<byte[]> wanted) {
        environment.clear();
        for (var bytes : wanted) {
            var entry = Platform.exactString(bytes);
            var equals = entry == null ? -1 : entry.indexOf('=', 1);
            if (entry == null
                    || equals < 0
                    || environment.put(entry.substring(0, equals), entry.substring(equals + 1))
                            != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public int await() throws InterruptedException {
        return process.waitFor();
    }
}
