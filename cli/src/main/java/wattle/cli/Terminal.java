package wattle.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import wattle.report.intensity.TextChart;

/// How wide the terminal behind standard output is, and which signs it knows.
final class Terminal {

    private static final int USUAL = 80;
    private static final int LEAST = 40;
    private static final int MOST = 200;

    private Terminal() {}

    /// Half blocks where the locale is UTF-8 and the terminal is not `dumb`; else ASCII.
    static TextChart.Ink ink(Map<String, String> environment) {
        String locale = "";
        for (String each : new String[] {"LANG", "LC_CTYPE", "LC_ALL"}) {
            String set = environment.getOrDefault(each, "");
            locale = set.isEmpty() ? locale : set;
        }
        String encoding = locale.toUpperCase(Locale.ROOT).replace("-", "");
        return encoding.contains("UTF8") && !"dumb".equals(environment.get("TERM"))
                ? TextChart.Ink.BLOCKS
                : TextChart.Ink.ASCII;
    }

    /// From `COLUMNS`, else from the terminal itself, else 80; within 40 to 200.
    static int width(Map<String, String> environment) {
        int width = whole(environment.getOrDefault("COLUMNS", ""));
        if (width <= 0 && isTerminal()) {
            width = asked();
        }
        return width <= 0 ? USUAL : Math.clamp(width, LEAST, MOST);
    }

    private static boolean isTerminal() {
        try {
            String stream = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty");
        } catch (IOException nothing) {
            return false;
        }
    }

    /// The JDK cannot tell; `stty` prints rows and columns. 0 where it does not.
    private static int asked() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            byte[] answer = stty.getInputStream().readAllBytes();
            String size = new String(answer, StandardCharsets.US_ASCII).strip();
            return whole(size.substring(size.indexOf(' ') + 1));
        } catch (IOException noTerminal) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
