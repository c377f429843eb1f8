package wattle.plan.jgrapht;

import java.io.Serial;
import java.util.Map;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;
import wattle.plan.queue.FlowNetwork;
import wattle.plan.queue.MinCostFlow;

/// Successive shortest paths with capacity scaling, of JGraphT.
///
/// It counts in doubles and calls 10⁹ an infinite cost; costs are whole numbers up to 2⁴⁶ and are
/// scaled by 2⁻¹⁷, which keeps every one of them and every sum along a path exact. The cost of an
/// arc is the graph's edge weight: what the problem's own function of costs says is not looked at
/// by the library. Keeps no state; threads may share it.
public final class JGraphTFlow implements MinCostFlow {

    private static final double SCALE = Math.scalb(1.0, -17);
    private static final long MOST = 1L << 46;

    @Override
    public int[] solve(FlowNetwork network) {
        var graph = new DirectedWeightedMultigraph<Integer, Arc>(null, null);
        for (int node = 0; node < network.nodes(); node++) {
            graph.addVertex(node);
        }
        Arc[] arcs = new Arc[network.arcs()];
        for (int arc = 0; arc < arcs.length; arc++) {
            if (network.cost(arc) > MOST) {
                throw new IllegalArgumentException(
                        "a cost is at most " + MOST + ": " + network.cost(arc));
            }
            arcs[arc] = new Arc(network.capacity(arc));
            graph.addEdge(network.source(arc), network.target(arc), arcs[arc]);
            graph.setEdgeWeight(arcs[arc], network.cost(arc) * SCALE);
        }
        Map<Arc, Double> flow =
                new CapacityScalingMinimumCostFlow<Integer, Arc>()
                        .getMinimumCostFlow(
                                new MinimumCostFlowProblem.MinimumCostFlowProblemImpl<>(
                                        graph, network::supply, arc -> arc.capacity))
                        .getFlowMap();
        int[] units = new int[arcs.length];
        for (int arc = 0; arc < units.length; arc++) {
            units[arc] = (int) Math.rint(flow.getOrDefault(arcs[arc], 0.0));
        }
        return units;
    }

    /// Equal to itself only.
    private static final class Arc extends DefaultWeightedEdge {

        @Serial private static final long serialVersionUID = 1;

        final int capacity;

        Arc(int capacity) {
            this.capacity = capacity;
        }
    }
}
