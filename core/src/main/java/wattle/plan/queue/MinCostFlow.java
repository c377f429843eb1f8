package wattle.plan.queue;

/// Port: finds a flow of least cost. Adapters stand for libraries.
public interface MinCostFlow {

    /// @return the flow on each arc, by the order in which they were added
    /// @throws IllegalArgumentException if the network is beyond what the library takes, or there
    ///   is no flow that meets all supplies
    int[] solve(FlowNetwork network);
}
