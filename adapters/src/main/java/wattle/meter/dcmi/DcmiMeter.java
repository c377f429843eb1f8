package wattle.meter.dcmi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import wattle.meter.Domain;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.meter.program.Asked;
import wattle.unit.Power;

/// Asks ipmitool anew for each reading.
final class DcmiMeter implements PowerMeter {

    static final String REMEDY =
            "as root, write the line KERNEL==\"ipmi*\", SUBSYSTEM==\"ipmi\", GROUP=\"wattle\","
                    + " MODE=\"0660\" into /etc/udev/rules.d/71-wattle.rules (who may write to the"
                    + " controller may also switch the machine off), then run groupadd --system wattle,"
                    + " usermod -aG wattle YOUR-USER, udevadm control --reload and"
                    + " udevadm trigger --subsystem-match=ipmi, and log in again;"
                    + " or run wattle collect as root";

    private static final String WHAT = "the board controller's power reading (ipmitool dcmi)";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BYTES = 16_384;
    private static final long MICROWATTS = 1_000_000;
    private static final double EVERY = 10;

    /// More than any one machine of today.
    private static final Power LIMIT = new Power(30_000);

    private static final Part PART =
            Part.sensed("node", "dcmi:node", Domain.NODE, "", "ipmitool dcmi power reading");

    private final Path program;
    private final double window;
    private volatile boolean closed;

    /// @throws MeterException if the controller gives no reading
    DcmiMeter(Path program) throws MeterException {
        this.program = program;
        this.window = ask().window();
    }

    @Override
    public Part part() {
        return PART;
    }

    @Override
    public double every() {
        return EVERY;
    }

    @Override
    public double window() {
        return window;
    }

    @Override
    public Power limit() {
        return LIMIT;
    }

    @Override
    public long readMicrowatts() throws MeterException {
        if (closed) {
            throw MeterException.gone(WHAT + ", which was closed,");
        }
        return ask().watts() * MICROWATTS;
    }

    @Override
    public void close() {
        closed = true;
    }

    private PowerReading ask() throws MeterException {
        Asked said;
        try {
            said =
                    Asked.run(
                            List.of(program.toString(), "dcmi", "power", "reading"),
                            Map.of(),
                            PATIENCE,
                            BYTES);
        } catch (IOException e) {
            throw MeterException.unreadable(WHAT, String.valueOf(e.getMessage()));
        }
        PowerReading reading = said.exit() == 0 ? PowerReading.parse(said.output()) : null;
        if (reading == null) {
            throw new MeterException(problem(said));
        }
        if (!reading.activated()) {
            throw MeterException.unreadable(
                    WHAT,
                    "the controller has it deactivated; as root, ipmitool dcmi power activate");
        }
        if (reading.watts() == 0) {
            throw MeterException.unreadable(WHAT, "it says 0 W of a machine that runs");
        }
        return reading;
    }

    private static MeterProblem problem(Asked said) {
        String words = (said.errors() + said.output()).strip();
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("permission denied") || lower.contains("insufficient privilege")) {
            return new MeterProblem.NoPermission(WHAT, REMEDY);
        }
        if (lower.contains("invalid command")
                || lower.contains("not supported")
                || lower.contains("no such file or directory")
                || lower.contains("no such device")) {
            return new MeterProblem.NotPresent(WHAT);
        }
        return new MeterProblem.Unreadable(
                WHAT,
                words.isEmpty()
                        ? "ipmitool ended with " + said.exit() + " and no word"
                        : words.lines().findFirst().orElse(words));
    }
}
