package wattle.run.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Waits until somebody ends this process, for commands that run until then and have something to
/// put away. A second signal, while that is done, changes nothing. Made and closed by one thread;
/// any may wait.
///
/// A signal that was ignored when Wattle started, as SIGINT is behind a shell script's `&`, stays
/// ignored.
public final class StopSignal implements AutoCloseable {

    /// Who wanted the end.
    public enum Sender {
        /// SIGTERM: whoever manages services.
        MANAGER,
        /// SIGINT or SIGHUP: somebody at a terminal, or its end.
        PERSON
    }

    private record Installed(Signal signal, SignalHandler before) {}

    private final BlockingQueue<Sender> arrivals = new ArrayBlockingQueue<>(1);
    private final List<Installed> installed = new ArrayList<>();

    private StopSignal() {}

    /// From here on these signals end nothing by themselves.
    public static StopSignal catchAll() {
        var stop = new StopSignal();
        stop.on("TERM", Sender.MANAGER);
        stop.on("INT", Sender.PERSON);
        stop.on("HUP", Sender.PERSON);
        return stop;
    }

    private void on(String signal, Sender sender) {
        var one = new Signal(signal);
        installed.add(new Installed(one, Signal.handle(one, _ -> arrivals.offer(sender))));
    }

    /// Blocks until the first one comes.
    public Sender await() throws InterruptedException {
        return arrivals.take();
    }

    /// From here on the signals do what they did before.
    @Override
    public void close() {
        for (Installed each : installed) {
            Signal.handle(each.signal(), each.before());
        }
    }
}
