package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import wattle.report.Versions;

/// What Wattle runs on: what a report of a fault needs beside the fault.
///
/// @param home where Wattle keeps what it keeps
/// @param homeState writable, not writable, or not made yet
/// @param clock what the kernel tells the time by; empty where it does not say
/// @param clockNanos the smallest step of the monotonic clock that was seen, in nanoseconds
record ThisMachine(
        Versions versions,
        String java,
        String javaHome,
        String system,
        boolean virtual,
        String home,
        String homeState,
        String clock,
        long clockNanos) {

    private static final Path CLOCK =
            Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");

    private static final int CLOCK_STEPS = 10_000;

    static ThisMachine of(Map<String, String> environment, boolean virtual) {
        Path home = Home.of(environment).folder();
        return new ThisMachine(
                wattle.cli.Versions.current(),
                property("java.vm.version") + ", " + property("java.vendor"),
                property("java.home"),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                virtual,
                home.toString(),
                state(home),
                kernelClock(),
                smallestStep());
    }

    private static String property(String name) {
        return Objects.requireNonNullElse(System.getProperty(name), "");
    }

    private static String state(Path home) {
        if (Files.isDirectory(home)) {
            return Files.isWritable(home) ? "writable" : "not writable";
        }
        Path above = home;
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above != null && Files.isDirectory(above) && Files.isWritable(above)
                ? "not made yet, can be"
                : "not there, and may not be made";
    }

    private static String kernelClock() {
        try {
            return Files.readString(CLOCK).strip();
        } catch (IOException notLinux) {
            return "";
        }
    }

    private static long smallestStep() {
        long least = Long.MAX_VALUE;
        long before = System.nanoTime();
        for (int i = 0; i < CLOCK_STEPS; i++) {
            long now = System.nanoTime();
            if (now > before) {
                least = Math.min(least, now - before);
            }
            before = now;
        }
        return least;
    }

    void addTo(Columns table) {
        table.add("Wattle", versions.wattle() + ", data " + versions.data());
        table.add("Java", java + " (" + javaHome + ")");
        table.add("system", system + (virtual ? ", a virtual machine" : ""));
        table.add(
                "clock", (clock.isEmpty() ? "" : clock + ", ") + "steps of " + clockNanos + " ns");
        table.add("home", home + ": " + homeState);
    }

    void write(JsonGenerator json) {
        json.writeName("java");
        json.writeStartObject();
        json.writeStringProperty("version", java);
        json.writeStringProperty("home", javaHome);
        json.writeEndObject();
        json.writeName("system");
        json.writeStartObject();
        json.writeStringProperty("name", system);
        json.writeBooleanProperty("virtual", virtual);
        json.writeEndObject();
        json.writeName("home");
        json.writeStartObject();
        json.writeStringProperty("path", home);
        json.writeStringProperty("state", homeState);
        json.writeBooleanProperty(
                "writable", homeState.equals("writable") || homeState.startsWith("not made"));
        json.writeEndObject();
        json.writeName("clock");
        json.writeStartObject();
        json.writeStringProperty("source", clock);
        json.writeNumberProperty("resolution_nanos", clockNanos);
        json.writeEndObject();
    }
}
