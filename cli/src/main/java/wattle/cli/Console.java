package wattle.cli;

import java.io.PrintWriter;

/// Where a command speaks: results to `out`, and everything else to `err`. Used by one thread at a
/// time.
public record Console(PrintWriter out, PrintWriter err) {}
