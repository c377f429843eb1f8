package wattle.hub.web;

import java.time.Duration;

/// What one server gives at most.
///
/// @param addressRequests requests a minute from one address without a token, which may come at
///   once
/// @param tokenRequests requests a minute with one token, which may come at once
/// @param bodyBytes the longest body of a request, where its route says nothing else
/// @param calculations that run at the same time
/// @param heavy how many of these may be plans or evaluations
/// @param turn how long a calculation waits for its turn
/// @param calculation how long one calculation may take
/// @param stop how long requests may go on once the server was asked to stop
public record Limits(
        int addressRequests,
        int tokenRequests,
        int bodyBytes,
        int calculations,
        int heavy,
        Duration turn,
        Duration calculation,
        Duration stop) {

    /// For a server with as many processors as this one.
    public static Limits standard() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Limits(
                600,
                6000,
                64 * 1024,
                2 * processors,
                Math.max(1, processors / 2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public Limits {
        if (addressRequests < 1
                || tokenRequests < 1
                || bodyBytes < 1
                || calculations < 1
                || heavy < 1) {
            throw new IllegalArgumentException("a server that gives nothing is of no use");
        }
    }

    /// The same with other rates.
    public Limits withRequests(int address, int token) {
        return new Limits(address, token, bodyBytes, calculations, heavy, turn, calculation, stop);
    }
}
