package wattle.plan.queue;

import java.util.List;
import wattle.plan.Load;
import wattle.plan.Pausing;

/// A job that waits for devices. Slots are those of its [JobQueue].
///
/// While it works it holds all its devices, in one pool. It holds them too while it restarts after
/// a pause and, if it draws idle power, while it waits in one; otherwise others may have them then.
///
/// @param id unique in its queue
/// @param release the first slot in which it may work
/// @param deadline the slot before which it is done; not before the release
/// @param load energy of all its devices together, without facility overhead, in full slots
/// @param devices at least one
/// @param pools where it may run, by their place in the queue; the first is its own
/// @param moves whether it may go on in another of its pools after any slot, at no cost
/// @param pausing costs and rules of a pause; a job that cannot pause has at most 0
public record QueuedJob(
        String id,
        int release,
        int deadline,
        Load load,
        int devices,
        List<Integer> pools,
        boolean moves,
        Pausing pausing) {

    public QueuedJob {
        pools = List.copyOf(pools);
        if (release < 0 || deadline < release || devices < 1 || pools.isEmpty()) {
            throw new IllegalArgumentException(
                    id
                            + ": a job has a window, a device and a pool: "
                            + release
                            + " to "
                            + deadline
                            + ", "
                            + devices
                            + " devices in "
                            + pools);
        }
        if (!load.last().equals(load.step())) {
            throw new IllegalArgumentException(
                    id + ": a device is taken for whole slots, so a job's last slot is a full one");
        }
        if (moves && !isFree(load, pausing, deadline - release)) {
            throw new IllegalArgumentException(
                    id + ": a job that moves draws constant power and pauses for nothing");
        }
    }

    /// Whether any of its slots may be any of the window's, at the same energy: only how many it
    /// gets matters.
    public boolean isFree() {
        return isFree(load, pausing, deadline - release);
    }

    private static boolean isFree(Load load, Pausing pausing, int window) {
        int most = Math.min(load.slots() - 1, window - load.slots());
        return load.isConstant()
                && (most <= 0
                        || (pausing.maxPauses() >= most
                                && pausing.withMaxPauses(Integer.MAX_VALUE).equals(Pausing.FREE)));
    }

    /// Whether it can never stop once it has begun.
    boolean isWhole() {
        return pausing.maxPauses() == 0 || load.slots() == 1;
    }
}
