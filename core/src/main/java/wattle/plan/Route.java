package wattle.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// In which slot of the window and in which zone each of a job's slots is worked. Immutable;
/// threads may share it.
///
/// A move is a pause that ends in another zone. Where nothing takes time in it, work goes on in the
/// very next slot; it is counted as a pause all the same.
public final class Route {

    private final Schedule schedule;
    private final int[] sites;

    /// @param sites by their place in the list that was planned on, one for each slot of the job
    Route(Schedule schedule, int[] sites) {
        this.schedule = schedule;
        this.sites = sites;
    }

    /// All in one zone.
    public static Route in(int site, Schedule schedule) {
        int[] sites = new int[schedule.size()];
        Arrays.fill(sites, site);
        return new Route(schedule, sites);
    }

    public Schedule schedule() {
        return schedule;
    }

    public int size() {
        return sites.length;
    }

    /// The slot of the window in which the job's slot is worked.
    public int slot(int jobSlot) {
        return schedule.slot(jobSlot);
    }

    /// Where the job's slot is worked, by its place in the list that was planned on.
    public int site(int jobSlot) {
        return sites[jobSlot];
    }

    /// How often the job changes its zone after its first start.
    public int moves() {
        int moves = 0;
        for (int i = 1; i < sites.length; i++) {
            if (sites[i] != sites[i - 1]) {
                moves++;
            }
        }
        return moves;
    }

    /// How often the job stops after its first start, moves included.
    public int pauses() {
        return stretches().size() - 1;
    }

    /// The stretches of work, each in one zone.
    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= sites.length; i++) {
            if (i == sites.length || sites[i] != sites[i - 1] || slot(i) != slot(i - 1) + 1) {
                stretches.add(new Stretch(slot(first), slot(i - 1) + 1, sites[first]));
                first = i;
            }
        }
        return stretches;
    }

    /// Slots of the window `[from, to)` in a zone.
    public record Stretch(int from, int to, int site) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof Route that
                && schedule.equals(that.schedule)
                && Arrays.equals(sites, that.sites);
    }

    @Override
    public int hashCode() {
        return 31 * schedule.hashCode() + Arrays.hashCode(sites);
    }

    @Override
    public String toString() {
        return schedule + " in " + Arrays.toString(sites);
    }
}
