package wattle.plan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.series.Interval;
import wattle.unit.Energy;
import wattle.unit.Pue;

/// A zone in which a job may run: what a unit of its energy weighs there slot by slot, when it has
/// devices, and what it takes to bring the job there. Immutable; threads may share it.
///
/// What is weighed is grams, g/kWh times PUE; or a price, or a mixture of both ([#weighing]).
///
/// The job's data are at home. Wherever else it first starts, and wherever it moves, home included,
/// it has to be brought: the transfer takes the whole slots right before the job comes back, its
/// energy is spread evenly over them at this zone's intensity and PUE, and with no transfer time it
/// falls into the first slot of the restart, or of work where that takes no time.
public final class Site {

    private final String zone;
    private final boolean home;
    final Slots window;
    private final Energy transfer;
    private final int transferSlots;

    /// For each slot an amount for an hour of devices, beside that for energy; null where none is.
    private final double @Nullable [] perHour;

    /// For each slot the first one at or after it in which there are no devices.
    private final int[] until;

    private Site(
            String zone,
            boolean home,
            Slots window,
            Energy transfer,
            int transferSlots,
            double @Nullable [] perHour,
            int[] until) {
        this.zone = zone;
        this.home = home;
        this.window = window;
        this.transfer = transfer;
        this.transferSlots = transferSlots;
        this.perHour = perHour;
        this.until = until;
    }

    /// Where the job's data are.
    ///
    /// @param window in g/kWh
    public static Site home(String zone, Slots window, Pue pue) {
        return new Site(
                zone, true, window.times(pue.ratio()), Energy.ZERO, 0, null, always(window.size()));
    }

    /// Another zone, to which the job can be brought at no cost.
    public static Site away(String zone, Slots window, Pue pue) {
        return new Site(
                zone,
                false,
                window.times(pue.ratio()),
                Energy.ZERO,
                0,
                null,
                always(window.size()));
    }

    private static int[] always(int slots) {
        int[] until = new int[slots + 1];
        Arrays.fill(until, slots);
        return until;
    }

    /// @param energy of bringing the job here, before PUE
    /// @param slots in which it is brought and does not work; not negative
    public Site withTransfer(Energy energy, int slots) {
        if (slots < 0) {
            throw new IllegalArgumentException("a transfer takes no negative time: " + slots);
        }
        return new Site(zone, home, window, energy, slots, perHour, until);
    }

    /// With devices only in slots that lie within one of these, which may overlap. The job may wait
    /// and be brought at other times too.
    public Site availableDuring(List<Interval> times) {
        int[] first = new int[window.size() + 1];
        first[window.size()] = window.size();
        for (int slot = window.size() - 1; slot >= 0; slot--) {
            first[slot] = isWithin(window.interval(slot), times) ? first[slot + 1] : slot;
        }
        return new Site(zone, home, window, transfer, transferSlots, perHour, first);
    }

    /// Intervals that follow each other or overlap count as one.
    private static boolean isWithin(Interval slot, List<Interval> times) {
        var from = slot.start();
        boolean longer = true;
        while (longer && from.isBefore(slot.end())) {
            longer = false;
            for (Interval each : times) {
                if (!each.start().isAfter(from) && each.end().isAfter(from)) {
                    from = each.end();
                    longer = true;
                }
            }
        }
        return !from.isBefore(slot.end());
    }

    /// The same zone weighed otherwise: `grams` times what is weighed now, plus amounts such as a
    /// price; with 0, these alone.
    ///
    /// @param perKilowattHour for each slot of the window; PUE is not applied again
    /// @param hourly for each slot an amount for each hour in which the job has devices: works or
    ///   restarts; null for none
    public Site weighing(double grams, double[] perKilowattHour, double @Nullable [] hourly) {
        return new Site(
                zone,
                home,
                window.mixed(grams, perKilowattHour),
                transfer,
                transferSlots,
                hourly == null ? null : hourly.clone(),
                until);
    }

    /// The same zone weighed by so many times what is weighed now and so many times what another
    /// weighs.
    Site mixed(double own, Site other, double share) {
        double[] added = other.window.means.clone();
        double[] hourly = other.perHour == null ? null : other.perHour.clone();
        for (int slot = 0; slot < added.length; slot++) {
            added[slot] *= share;
            if (hourly != null) {
                hourly[slot] *= share;
            }
        }
        return weighing(own, added, hourly);
    }

    public String zone() {
        return zone;
    }

    /// Whether the job's data are here at the beginning.
    public boolean isHome() {
        return home;
    }

    /// The window with the weights: g/kWh of IT energy, facility overhead included.
    public Slots window() {
        return window;
    }

    /// The same with a window of so many slots from its beginning.
    public Site first(int slots) {
        int[] cut = Arrays.copyOf(until, slots + 1);
        for (int slot = 0; slot <= slots; slot++) {
            cut[slot] = Math.min(cut[slot], slots);
        }
        return new Site(
                zone,
                home,
                window.part(0, slots),
                transfer,
                transferSlots,
                perHour == null ? null : Arrays.copyOf(perHour, slots),
                cut);
    }

    /// What a policy chooses for the whole job here. Starting at once and the best start wait for
    /// the transfer and keep to where devices are for as long as the job takes, and the optimum
    /// takes both into account; the two policies that do not look ahead are refused where they
    /// break one of them.
    ///
    /// @param level of [Policy#THRESHOLD], in g/kWh
    /// @return null where it cannot be worked through here, or where the policy breaks a rule
    public @Nullable Schedule choose(Policy policy, Load load, Pausing pausing, double level) {
        if (isFree()) {
            return allowed(policy.choose(load, window, pausing, level), pausing);
        }
        return switch (policy) {
            case RUN_NOW -> start(load, false);
            case FLEXIBLE_START -> start(load, true);
            case PAUSE_RESUME -> {
                Route route = ShiftRegion.choose(load, List.of(this), pausing);
                yield route == null ? null : route.schedule();
            }
            case LOWEST_INTERVALS, THRESHOLD ->
                    allowed(policy.choose(load, window, pausing, level), pausing);
        };
    }

    private @Nullable Schedule allowed(Schedule schedule, Pausing pausing) {
        boolean allowed = pausing.allows(schedule) && isReached(schedule.initialWait());
        boolean first = true;
        for (Schedule.Stretch each : schedule.stretches()) {
            int from = first ? each.from() : each.from() - pausing.restartSlots();
            allowed &= isAvailable(from, each.to());
            first = false;
        }
        return allowed ? schedule : null;
    }

    /// The first start at which the job can run through, or the one that weighs least.
    private @Nullable Schedule start(Load load, boolean best) {
        Schedule chosen = null;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start <= window.slack(load); start++) {
            if (!isReached(start) || !isAvailable(start, start + load.slots())) {
                continue;
            }
            double sum = placing(start);
            for (int i = 0; i < load.slots(); i++) {
                sum += load.joules[i] * window.met(load, i, start + i);
                sum += devices(load, i, start + i);
            }
            if (chosen == null || sum < least - FlexibleStart.SAME * Math.abs(least)) {
                least = sum;
                chosen = Schedule.from(start, load.slots());
            }
            if (!best) {
                return chosen;
            }
        }
        return chosen;
    }

    Energy transfer() {
        return transfer;
    }

    int transferSlots() {
        return transferSlots;
    }

    /// Whether the job can first start here at any slot at no cost, and be there at any time.
    boolean isFree() {
        return perHour == null
                && until[0] == window.size()
                && (home || (transferSlots == 0 && transfer.joules() == 0));
    }

    /// Whether there are devices in all of the slots `[from, to)`.
    boolean isAvailable(int from, int to) {
        return from >= to || until[from] >= to;
    }

    /// What the devices weigh in a slot, in joules times the window's unit.
    double devices(int slot) {
        return perHour == null
                ? 0
                : perHour[slot]
                        * (window.step().toNanos() / 3.6e12)
                        * Energy.JOULES_PER_KILOWATT_HOUR;
    }

    /// As [#devices] for a slot of the job, whose last one may be shorter.
    double devices(Load load, int jobSlot, int slot) {
        double share =
                jobSlot == load.slots() - 1
                        ? (double) load.last().toNanos() / load.step().toNanos()
                        : 1;
        return perHour == null ? 0 : share * devices(slot);
    }

    /// What it takes to bring the job here from a slot on.
    double transfer(int from) {
        double sum = 0;
        double each = transfer.joules() / Math.max(1, transferSlots);
        for (int slot = from; slot < from + Math.max(1, transferSlots); slot++) {
            sum += each * window.means[slot];
        }
        return sum;
    }

    /// What it takes to go on here with a restart from a slot on.
    double restart(Pausing pausing, int from) {
        if (pausing.restartSlots() == 0) {
            return pausing.start().joules() * window.means[from];
        }
        double sum = 0;
        for (int slot = from; slot < from + pausing.restartSlots(); slot++) {
            sum += pausing.startJoulesPerSlot() * window.means[slot] + devices(slot);
        }
        return sum;
    }

    /// What it takes to first work here in a slot: the transfer before it, away from home.
    double placing(int slot) {
        return home ? 0 : transfer(slot - transferSlots);
    }

    /// Whether the job, first working in a slot, can have been brought by then.
    boolean isReached(int slot) {
        return home || slot >= transferSlots;
    }
}
