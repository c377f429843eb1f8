package wattle.cli;

import java.io.PrintWriter;
import java.util.function.DoubleConsumer;

/// The share of a download that is done, on a line that is written over itself. On a terminal only.
final class FetchProgress implements DoubleConsumer {

    private static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean terminal;
    private int shown = -1;
    private double share;

    FetchProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void accept(double done) {
        share = done;
        int percent = (int) (100 * done);
        if (!terminal || percent == shown) {
            return;
        }
        shown = percent;
        int full = (int) (WIDTH * done);
        err.print(
                CLEAR
                        + "wattle: ["
                        + "#".repeat(full)
                        + " ".repeat(WIDTH - full)
                        + "] "
                        + percent
                        + " %");
        err.flush();
    }

    /// What was told last, 0 to 1.
    double share() {
        return share;
    }

    /// Takes the line away.
    void end() {
        if (shown >= 0) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
