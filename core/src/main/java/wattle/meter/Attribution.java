package wattle.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wattle.series.EnergySeries;
import wattle.series.Timeline;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Share;

/// From what a machine drew to what a job is charged.
///
/// - [Scope#MACHINE] charges everything. Where a meter sees the whole host, what its parts' meters
///   do not explain is a part of its own, so that the sum is the host's.
/// - [Scope#DEVICES] charges accelerators that the job was given whole; of processors and memory
///   the active energy by share of work and the idle energy by share allocated.
/// - [Scope#PROCESS] charges the active energy by share of work and the idle energy by share of
///   capacity: a job on one of 64 threads takes 1/64 of the idle power, and all of the active power
///   where nobody else works. An accelerator is shared by what its driver says of its processes.
///
/// Charges of all jobs and the idle energy that nobody used add up to the machine's energy. What a
/// meter does not see is modelled where a model is given, and said to be.
public final class Attribution {

    /// Below this share of its time at work, a part's power counts as idle.
    private static final double IDLE = 0.1;

    /// Rows shorter than this many seconds say little of a mean power.
    private static final double SHORT = 0.5;

    private final Tally tally;
    private final Scope scope;
    private final Allocation allocation;
    private final @Nullable CpuModel cpu;
    private final @Nullable MemoryModel memory;
    private final List<String> notes = new ArrayList<>();
    private final List<Charge> charges = new ArrayList<>();

    /// @param cpu for processors that nothing meters; null leaves them out
    /// @param memory for memory that nothing meters; null leaves it out
    public Attribution(
            Tally tally,
            Scope scope,
            Allocation allocation,
            @Nullable CpuModel cpu,
            @Nullable MemoryModel memory) {
        this.tally = tally;
        this.scope = scope;
        this.allocation = allocation;
        this.cpu = cpu;
        this.memory = memory;
        if (tally.buckets().size() > 0) {
            charge();
        }
    }

    /// One for each part that is counted, in the order of the parts; the models come last.
    public List<Charge> charges() {
        return List.copyOf(charges);
    }

    /// What was decided on the way, in sentences.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void charge() {
        boolean packages = false;
        boolean dram = false;
        for (int i = 0; i < tally.parts().size(); i++) {
            Part part = tally.parts().get(i);
            if (isWhole(part.domain()) || !isOutermost(part.domain()) || silent(i) || again(i)) {
                continue;
            }
            packages |= part.domain() == Domain.PACKAGE;
            dram |= part.domain() == Domain.DRAM;
            if (part.domain() == Domain.GPU_BOARD
                    && scope != Scope.MACHINE
                    && !allocation.has(part)) {
                continue;
            }
            charges.add(named(scope == Scope.MACHINE ? whole(i) : shared(i), part));
        }
        if (scope == Scope.MACHINE && rest()) {
            return; // The host's meter has seen what a model would add.
        }
        if (!packages && cpu != null) {
            charges.add(modelled(cpu));
        }
        boolean inCpuModel = !packages && cpu != null && cpu.withMemory();
        if (!dram && !inCpuModel && memory != null) {
            charges.add(modelled(memory));
        }
    }

    /// Host and platform meters hold the others within.
    private static boolean isWhole(Domain domain) {
        return domain == Domain.NODE || domain == Domain.PLATFORM;
    }

    /// Cores and uncore lie within a package that is there as well.
    private boolean isOutermost(Domain domain) {
        for (Part other : tally.parts()) {
            if (!isWhole(other.domain()) && other.domain().contains(domain)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a part before it reads the same sensor.
    private boolean again(int index) {
        String id = tally.parts().get(index).id();
        for (int i = 0; i < index; i++) {
            if (!silent(i) && tally.parts().get(i).id().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private boolean silent(int part) {
        return !tally.isMetered(part);
    }

    /// Two kinds of boards may both have a `gpu-0`: the second is called after its source as well.
    private Charge named(Charge charge, Part part) {
        for (Charge other : charges) {
            if (other.name().equals(charge.name())) {
                int colon = part.id().indexOf(':');
                return charge.renamed(
                        (colon > 0 ? part.id().substring(0, colon) + "-" : part.source() + "-")
                                + charge.name());
            }
        }
        return charge;
    }

    private Charge whole(int index) {
        PartTally part = tally.tally(index);
        double idle = idleWatts(part);
        return new Charge(
                part.part().name(),
                part.part().domain(),
                part.part().model(),
                series(part, row -> value(part.energy, row)),
                // Short rows may be below the idle power of longer ones.
                Double.isNaN(idle)
                        ? null
                        : new Energy(Math.min(part.joules(), idle * sum(part.time))),
                part.part().source(),
                part.part().modelled(),
                part.part().accuracy());
    }

    private Charge shared(int index) {
        PartTally part = tally.tally(index);
        if (part.part().domain() == Domain.GPU_BOARD) {
            return scope == Scope.DEVICES ? whole(index) : ofProcesses(part, idleWatts(part));
        }
        double idle = idleWatts(part);
        return ofProcesses(part, Double.isNaN(idle) ? idleByModel(part) : idle);
    }

    /// @param idle power in watts; NaN where it is not known and all energy counts as active
    private Charge ofProcesses(PartTally part, double idle) {
        double base = Double.isNaN(idle) ? 0 : idle;
        double allocated =
                part.part().domain() == Domain.DRAM
                        ? allocation.memory().fraction()
                        : allocation.cpus().fraction();
        boolean devices = scope == Scope.DEVICES && part.part().domain() != Domain.GPU_BOARD;
        EnergySeries energy =
                series(
                        part,
                        row -> {
                            double capacity =
                                    devices
                                            ? value(part.time, row) * allocated
                                            : value(part.timeCapacity, row);
                            double active =
                                    value(part.energyShared, row)
                                            - base * value(part.timeShared, row);
                            return Math.max(0, active) + base * capacity;
                        });
        double capacity = devices ? sum(part.time) * allocated : sum(part.timeCapacity);
        double active = Math.max(0, sum(part.energyShared) - base * sum(part.timeShared));
        double all = Math.max(energy.total().joules(), sum(part.energyShared));
        return new Charge(
                part.part().name(),
                part.part().domain(),
                part.part().model(),
                energy,
                Double.isNaN(idle) ? null : new Energy(base * capacity),
                part.part().source() + " × share of the work",
                part.part().modelled() || sum(part.energyShared) < sum(part.energy),
                bounds(
                        part.part().accuracy(),
                        active,
                        energy.total().joules(),
                        all,
                        "how idle power is shared out: none of it to all of it"),
                new Share(Math.clamp(capacity / sum(part.time), 0, 1)));
    }

    private static Accuracy bounds(
            Accuracy sensor, double low, double value, double high, String basis) {
        if (value <= 0) {
            return sensor;
        }
        return new Accuracy(
                Math.min(1, sensor.low() * (low / value)),
                Math.max(1, sensor.high() * (high / value)),
                sensor.basis().isEmpty() ? basis : sensor.basis() + "; " + basis);
    }

    /// The lowest mean power of a row in which the part hardly worked; NaN where there was none.
    /// Never above the lowest of all rows, so no row's active energy is below zero.
    private double idleWatts(PartTally part) {
        double lowest = Double.NaN;
        boolean idled = false;
        for (int row = 0; row < tally.buckets().size(); row++) {
            double time = value(part.time, row);
            if (time >= SHORT) {
                double watts = value(part.energy, row) / time;
                lowest = Double.isNaN(lowest) ? watts : Math.min(lowest, watts);
                idled |= value(part.timeBusy, row) < IDLE * time;
            }
        }
        return idled ? lowest : Double.NaN;
    }

    /// Where processors were never seen idle: from the ratio r of idle to full power of such
    /// machines, at a mean power P and a busy share u, P₀ = P·r / (r + (1 − r)·u).
    private double idleByModel(PartTally part) {
        double time = sum(part.time);
        if (cpu == null || time <= 0) {
            return Double.NaN;
        }
        double ratio = cpu.idleRatio();
        double busy = sum(part.timeBusy) / time;
        double denominator = ratio + (1 - ratio) * busy;
        if (denominator <= 0) {
            return Double.NaN;
        }
        double idle = sum(part.energy) / time * ratio / denominator;
        for (int row = 0; row < tally.buckets().size(); row++) {
            if (value(part.time, row) >= SHORT) {
                idle = Math.min(idle, value(part.energy, row) / value(part.time, row));
            }
        }
        return idle;
    }

    /// What the host's meter saw beyond the parts: the models of what nothing meters would count it
    /// again.
    ///
    /// @return whether there was such a meter
    private boolean rest() {
        int host = host();
        if (host < 0) {
            return false;
        }
        PartTally meter = tally.tally(host);
        double known = 0;
        for (int i = 0; i < tally.parts().size(); i++) {
            Domain domain = tally.parts().get(i).domain();
            if (meter.part().domain().contains(domain)
                    && !isWhole(domain)
                    && isOutermost(domain)
                    && !silent(i)
                    && !again(i)) {
                known += meanwhile(tally.tally(i), meter);
            }
        }
        double total = sum(meter.energy);
        double rest = total - known;
        if (total <= 0 || rest < 0) {
            notes.add(
                    meter.part().source()
                            + " saw less than the parts within it, so it is not believed");
            return false;
        }
        charges.add(
                new Charge(
                        meter.part().name() + "-rest",
                        meter.part().domain(),
                        meter.part().model(),
                        series(meter, row -> value(meter.energy, row) * (rest / total)),
                        null,
                        meter.part().source() + " − the parts within it",
                        meter.part().modelled(),
                        meter.part().accuracy()));
        return true;
    }

    /// What a part drew while the host's meter saw it too.
    private double meanwhile(PartTally part, PartTally meter) {
        double energy = 0;
        for (int row = 0; row < tally.buckets().size(); row++) {
            double time = value(part.time, row);
            if (time > 0) {
                energy += value(part.energy, row) * Math.min(1, value(meter.time, row) / time);
            }
        }
        return energy;
    }

    private int host() {
        int platform = -1;
        for (int i = 0; i < tally.parts().size(); i++) {
            if (silent(i)) {
                continue;
            }
            Domain domain = tally.parts().get(i).domain();
            if (domain == Domain.NODE) {
                return i;
            }
            if (domain == Domain.PLATFORM) {
                platform = i;
            }
        }
        return platform;
    }

    private Charge modelled(CpuModel model) {
        double idle = model.idle().value().watts();
        double active = model.full().value().watts() - idle;
        double threads = model.threads();
        IntToDoubleFunction idleSeconds =
                switch (scope) {
                    case MACHINE -> row -> threads * value(tally.observed(), row);
                    case DEVICES ->
                            row ->
                                    threads
                                            * allocation.cpus().fraction()
                                            * value(tally.observed(), row);
                    case PROCESS -> row -> value(tally.jobCpu(), row);
                };
        boolean all = scope == Scope.MACHINE && sum(tally.capacity()) > 0;
        IntToDoubleFunction busySeconds = row -> value(all ? tally.busy() : tally.jobCpu(), row);
        EnergySeries energy =
                series(row ->
                        idle * idleSeconds.applyAsDouble(row)
                                + active * busySeconds.applyAsDouble(row));
        double idleTime = 0;
        double busyTime = 0;
        for (int row = 0; row < tally.buckets().size(); row++) {
            idleTime += idleSeconds.applyAsDouble(row);
            busyTime += busySeconds.applyAsDouble(row);
        }
        double low = at(model.idle().low(), model.full().low(), idleTime, busyTime);
        double high = at(model.idle().high(), model.full().high(), idleTime, busyTime);
        return new Charge(
                "cpu",
                Domain.PACKAGE,
                model.name(),
                energy,
                new Energy(idle * idleTime),
                model.source(),
                true,
                bounds(
                        Accuracy.NOT_STATED,
                        low,
                        energy.total().joules(),
                        high,
                        "watts of a busy thread: "
                                + model.full().low().watts()
                                + " to "
                                + model.full().high().watts()));
    }

    private static double at(Power idle, Power full, double idleSeconds, double busySeconds) {
        return Math.max(
                0, idle.watts() * idleSeconds + (full.watts() - idle.watts()) * busySeconds);
    }

    private Charge modelled(MemoryModel model) {
        double watts = model.perGigabyte().value().watts();
        double gigabytes = model.bytes() / 1e9;
        EnergySeries energy =
                series(row ->
                        watts
                                * switch (scope) {
                                    case MACHINE -> gigabytes * value(tally.observed(), row);
                                    case DEVICES ->
                                            gigabytes
                                                    * allocation.memory().fraction()
                                                    * value(tally.observed(), row);
                                    case PROCESS ->
                                            Math.min(
                                                    value(tally.memory(), row) / 1e9,
                                                    gigabytes * value(tally.observed(), row));
                                });
        Range<Power> range = model.perGigabyte();
        return new Charge(
                "memory",
                Domain.DRAM,
                "",
                energy,
                energy.total(),
                model.source(),
                true,
                bounds(
                        Accuracy.NOT_STATED,
                        range.low().watts(),
                        range.value().watts(),
                        range.high().watts(),
                        "published watts per gigabyte"));
    }

    private double value(int column, int row) {
        return tally.buckets().value(column, row);
    }

    private double sum(int column) {
        double sum = 0;
        for (int row = 0; row < tally.buckets().size(); row++) {
            sum += value(column, row);
        }
        return sum;
    }

    /// Without the rows in which the part was not metered.
    private EnergySeries series(PartTally part, IntToDoubleFunction joules) {
        return series(row -> value(part.time, row) > 0, joules);
    }

    private EnergySeries series(IntToDoubleFunction joules) {
        return series(row -> true, joules);
    }

    private EnergySeries series(
            java.util.function.IntPredicate counted, IntToDoubleFunction joules) {
        var timeline = Timeline.builder();
        double[] values = new double[tally.buckets().size()];
        for (int row = 0; row < values.length; row++) {
            if (counted.test(row)) {
                values[timeline.size()] = joules.applyAsDouble(row);
                timeline.add(tally.buckets().start(row), tally.buckets().end(row));
            }
        }
        return new EnergySeries(timeline.build(), Arrays.copyOf(values, timeline.size()));
    }
}
