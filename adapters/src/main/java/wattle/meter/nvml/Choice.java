package wattle.meter.nvml;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import wattle.meter.Accuracy;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.Part;
import wattle.meter.nvml.NvmlPower.PowerGauge;
import wattle.meter.nvml.ReturnCode.Meaning;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Chooses how to meter a GPU: the best of what its driver answers.
///
/// 1. The counter of energy, by its function or as field 83: right however rarely it is read.
/// 2. The power as a mean over 1 s (field 185, or the plain function from GA102 on): read once a
///    second, means follow each other without a gap.
/// 3. The power at an instant (the plain function on GA100 and before, field 186): of a load that
///    comes and goes within the second, instants a second apart may all meet the same half.
/// 4. Rated power × utilisation, which is a model.
final class Choice {

    private static final int TOTAL_ENERGY = 83;
    private static final int POWER_AVERAGE = 185;
    private static final int POWER_INSTANT = 186;

    private static final Energy MILLIJOULE = new Energy(1e-3);
    private static final double MICROWATTS_PER_MILLIWATT = 1e3;

    /// The counter moves in steps of about 100 ms: between two readings at half that distance it
    /// may show twice the energy of their time, and after a late step more.
    private static final double COUNTER_SLACK = 4;

    /// An instant may lie above the limit, which the board keeps as a mean.
    private static final double POWER_SLACK = 2;

    private static final Accuracy SENSED =
            Accuracy.percent(
                    5,
                    "NVIDIA states ±5 % for the power of Fermi and Kepler and nothing for later"
                            + " boards; on A100 and H100 the sensor sees a quarter of the time (Yang"
                            + " et al. 2024, arXiv:2312.02741)");

    /// The low end is an assumption: a board that is always busy may draw a quarter of its rated
    /// power. So is the high end: a board that idles draws power and shows no utilisation.
    private static final Accuracy MODELLED =
            new Accuracy(
                    0.25,
                    2,
                    "assumed: utilisation says for how long kernels ran, not how hard they worked,"
                            + " and leaves out the power of waiting");

    private final Session session;
    private final LongSupplier nanos;
    private final boolean hostPids;
    private final List<MeterProblem> problems;

    /// The worst that a gauge said which is not used.
    private int worst = ReturnCode.NOT_SUPPORTED;

    Choice(Session session, LongSupplier nanos, boolean hostPids, List<MeterProblem> problems) {
        this.session = session;
        this.nanos = nanos;
        this.hostPids = hostPids;
        this.problems = problems;
    }

    /// The meter of a board or of a slice of it; null, with a problem, where nothing can be read.
    @Nullable Meter of(Board board, @Nullable Slice slice) {
        String name = slice == null ? board.name() : board.name() + "-mig-" + slice.index();
        if (slice != null && (slice.parts() == 0 || board.parts() < slice.parts())) {
            problems.add(
                    new MeterProblem.Unreadable(
                            "the share of " + name, "the driver does not say how large it is"));
            return null;
        }
        var handle = new Handle(session, board.uuid(), board.handle());
        try {
            return chosen(board, slice, name, handle);
        } catch (MeterException e) {
            problems.add(e.problem());
            return null;
        }
    }

    private @Nullable Meter chosen(Board board, @Nullable Slice slice, String name, Handle handle)
            throws MeterException {
        NvmlLibrary library = session.library();
        Limits limits = Limits.of(library, board.handle());
        double share = slice == null ? 1 : (double) slice.parts() / board.parts();
        Power most = limits.most(board.model()).times(share);

        Gauge counter = counter(handle);
        if (counter != null) {
            return new NvmlCounter(
                    part(board, slice, name, "nvml counter", SENSED),
                    new CounterScale(
                            MILLIJOULE.times(share),
                            OptionalLong.empty(),
                            most.times(COUNTER_SLACK)),
                    counter,
                    handle,
                    use(board, slice, name, handle),
                    new Closing(session, name),
                    nanos);
        }
        if (ReturnCode.meaning(worst) == Meaning.AGAIN) {
            problems.add(
                    ReturnCode.problem(
                            "the energy counter of " + name + ", in whose place power is read",
                            worst));
        }
        PowerGauge power = power(board, handle);
        if (power != null) {
            return new NvmlPower(
                    part(board, slice, name, power.source(), SENSED),
                    most.times(POWER_SLACK),
                    power,
                    MICROWATTS_PER_MILLIWATT * share,
                    handle,
                    use(board, slice, name, handle),
                    new Closing(session, name));
        }
        return slice == null ? modelled(board, name, handle, limits) : nothing(name);
    }

    private @Nullable Gauge counter(Handle handle) throws MeterException {
        NvmlLibrary library = session.library();
        return firstThatAnswers(
                handle,
                Gauge.of(library.function("nvmlDeviceGetTotalEnergyConsumption")),
                Gauge.field(library.function("nvmlDeviceGetFieldValues"), TOTAL_ENERGY));
    }

    private @Nullable PowerGauge power(Board board, Handle handle) throws MeterException {
        NvmlFunction fields = session.library().function("nvmlDeviceGetFieldValues");
        var average =
                new PowerGauge(Gauge.field(fields, POWER_AVERAGE), 1, "nvml power (mean of 1 s)");
        Gauge plain = Gauge.of(session.library().function("nvmlDeviceGetPowerUsage"));
        var usage =
                plainIsMean(board)
                        ? new PowerGauge(plain, 1, "nvml power (mean of 1 s)")
                        : new PowerGauge(plain, 0, "nvml power (instant)");
        var instant = new PowerGauge(Gauge.field(fields, POWER_INSTANT), 0, "nvml power (instant)");
        for (PowerGauge each : List.of(average, usage, instant)) {
            if (firstThatAnswers(handle, each.gauge()) != null) {
                return each;
            }
        }
        return null;
    }

    /// What `nvmlDeviceGetPowerUsage` gives: from Ampere on a mean over 1 s, except on GA100, the
    /// one chip of compute capability 8.0; before and there an instant's power (nvml.h).
    private boolean plainIsMean(Board board) {
        var ask = new Ask(session.library());
        if (ask.numbers("nvmlDeviceGetCudaComputeCapability", board.handle()) != ReturnCode.OK) {
            return false;
        }
        return ask.value() > 8 || (ask.value() == 8 && ask.second() > 0);
    }

    private @Nullable Meter modelled(Board board, String name, Handle handle, Limits limits)
            throws MeterException {
        Gauge busy =
                firstThatAnswers(
                        handle,
                        Gauge.firstOf(session.library().function("nvmlDeviceGetUtilizationRates")));
        Power rated = limits.rated(board.model());
        if (busy == null) {
            return nothing(name);
        }
        if (rated == null) {
            problems.add(
                    new MeterProblem.NotPresent(
                            "a sensor of "
                                    + name
                                    + ", or a rated power of \""
                                    + board.model()
                                    + "\" for a model,"));
            return null;
        }
        double perPercent = rated.watts() * 1e6 / 100;
        return new NvmlPower(
                new Part(
                        name,
                        "nvml:" + board.uuid(),
                        Domain.GPU_BOARD,
                        board.model(),
                        "nvml utilisation × rated power",
                        true,
                        MODELLED),
                rated.times(POWER_SLACK),
                new PowerGauge(busy, 1 / 6.0, ""),
                perPercent,
                handle,
                use(board, null, name, handle),
                new Closing(session, name));
    }

    private @Nullable Meter nothing(String name) {
        problems.add(ReturnCode.problem("the energy and the power of " + name, worst));
        return null;
    }

    /// The first that gives a number, where one that fails without saying why is asked twice.
    private @Nullable Gauge firstThatAnswers(Handle handle, Gauge... gauges) throws MeterException {
        for (Gauge each : gauges) {
            int code = each.ask(handle);
            if (ReturnCode.meaning(code) == Meaning.AGAIN) {
                code = each.ask(handle);
            }
            if (code == ReturnCode.OK && each.value() >= 0) {
                return each;
            }
            if (code != ReturnCode.OK
                    && ReturnCode.meaning(code).compareTo(ReturnCode.meaning(worst)) > 0) {
                worst = code;
            }
        }
        return null;
    }

    private Part part(
            Board board, @Nullable Slice slice, String name, String source, Accuracy accuracy) {
        return slice == null
                ? new Part(
                        name,
                        "nvml:" + board.uuid(),
                        Domain.GPU_BOARD,
                        board.model(),
                        source,
                        false,
                        accuracy)
                : new Part(
                        name,
                        "nvml:" + slice.uuid(),
                        Domain.GPU_BOARD,
                        slice.model(),
                        source + " × share of slice",
                        true,
                        shareOfBoard(slice.parts(), board.parts()));
    }

    /// A slice draws something between nothing and all that the board does; within that nothing is
    /// sensed.
    private static Accuracy shareOfBoard(int parts, int of) {
        return new Accuracy(
                0,
                (double) of / parts,
                "power is sensed for the whole GPU only; the slice is given "
                        + parts
                        + " of "
                        + of
                        + " parts of it, whoever is at work");
    }

    private BoardUse use(Board board, @Nullable Slice slice, String name, Handle handle) {
        return new BoardUse(
                session.library(), name, handle, board.sliced() || slice != null, hostPids);
    }
}
