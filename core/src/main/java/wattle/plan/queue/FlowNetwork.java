package wattle.plan.queue;

import java.util.Arrays;

/// A network in which something flows from nodes that supply to nodes that demand, along arcs that
/// have a capacity and a cost for each unit. Built by one thread, then only read.
public final class FlowNetwork {

    private int[] supplies = new int[16];
    private int nodes;
    private int[] sources = new int[16];
    private int[] targets = new int[16];
    private int[] capacities = new int[16];
    private long[] costs = new long[16];
    private int arcs;

    /// @param supply negative where it demands
    /// @return the node, counted from 0
    int addNode(int supply) {
        if (nodes == supplies.length) {
            supplies = Arrays.copyOf(supplies, 2 * nodes);
        }
        supplies[nodes] = supply;
        return nodes++;
    }

    /// @param cost of a unit; not negative
    /// @return the arc, counted from 0
    int addArc(int source, int target, int capacity, long cost) {
        if (capacity < 0 || cost < 0) {
            throw new IllegalArgumentException(
                    "capacity and cost are not negative: " + capacity + ", " + cost);
        }
        if (arcs == sources.length) {
            sources = Arrays.copyOf(sources, 2 * arcs);
            targets = Arrays.copyOf(targets, 2 * arcs);
            capacities = Arrays.copyOf(capacities, 2 * arcs);
            costs = Arrays.copyOf(costs, 2 * arcs);
        }
        sources[arcs] = source;
        targets[arcs] = target;
        capacities[arcs] = capacity;
        costs[arcs] = cost;
        return arcs++;
    }

    public int nodes() {
        return nodes;
    }

    public int arcs() {
        return arcs;
    }

    /// What the node supplies; negative where it demands. All of them add up to 0.
    public int supply(int node) {
        return supplies[node];
    }

    public int source(int arc) {
        return sources[arc];
    }

    public int target(int arc) {
        return targets[arc];
    }

    public int capacity(int arc) {
        return capacities[arc];
    }

    /// Of one unit; from 0 to 2⁴⁶.
    public long cost(int arc) {
        return costs[arc];
    }

    /// @throws IllegalArgumentException if a flow exceeds a capacity or misses a supply
    void check(int[] flow) {
        int[] left = Arrays.copyOf(supplies, nodes);
        for (int arc = 0; arc < arcs; arc++) {
            if (flow[arc] < 0 || flow[arc] > capacities[arc]) {
                throw new IllegalArgumentException(
                        "arc " + arc + " of capacity " + capacities[arc] + " carries " + flow[arc]);
            }
            left[sources[arc]] -= flow[arc];
            left[targets[arc]] += flow[arc];
        }
        for (int node = 0; node < nodes; node++) {
            if (left[node] != 0) {
                throw new IllegalArgumentException(
                        "the flow misses the supply of node " + node + " by " + left[node]);
            }
        }
    }
}
