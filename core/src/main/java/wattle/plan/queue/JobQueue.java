package wattle.plan.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wattle.plan.Slots;

/// Jobs and the pools of devices that they share, on one grid of slots. Immutable; threads may
/// share it.
///
/// @param pools at least one, all of the same slots
/// @param jobs in the order in which they were handed in
public record JobQueue(List<Pool> pools, List<QueuedJob> jobs) {

    public JobQueue {
        pools = List.copyOf(pools);
        jobs = List.copyOf(jobs);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("a queue has at least one pool");
        }
        Slots slots = pools.getFirst().intensity();
        for (Pool each : pools) {
            if (!each.intensity().start().equals(slots.start())
                    || !each.intensity().step().equals(slots.step())
                    || each.size() != slots.size()) {
                throw new IllegalArgumentException(
                        each.zone() + " has other slots than " + pools.getFirst().zone());
            }
        }
        Set<String> ids = new HashSet<>();
        for (QueuedJob job : jobs) {
            if (!ids.add(job.id())) {
                throw new IllegalArgumentException(job.id() + " is there twice");
            }
            if (job.deadline() > slots.size() || !job.load().step().equals(slots.step())) {
                throw new IllegalArgumentException(
                        job.id()
                                + " ends behind the last slot, or has slots of its own: "
                                + job.deadline()
                                + " of "
                                + slots.size()
                                + ", "
                                + job.load().step());
            }
            for (int pool : job.pools()) {
                if (pool < 0 || pool >= pools.size()) {
                    throw new IllegalArgumentException(job.id() + " names no pool: " + pool);
                }
            }
        }
    }

    /// How many slots there are.
    public int size() {
        return pools.getFirst().size();
    }

    public Duration step() {
        return pools.getFirst().intensity().step();
    }

    public Instant at(int slot) {
        return pools.getFirst().intensity().start().plus(step().multipliedBy(slot));
    }

    /// The devices of each pool, by pool and slot: a copy.
    int[][] capacity() {
        int[][] capacity = new int[pools.size()][size()];
        for (int pool = 0; pool < capacity.length; pool++) {
            for (int slot = 0; slot < capacity[pool].length; slot++) {
                capacity[pool][slot] = pools.get(pool).devices(slot);
            }
        }
        return capacity;
    }
}
