package wattle.run.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Passes on the signals that were sent to Wattle alone, and stops Wattle when the child stops, so
/// that the shell's job control sees what it would see without Wattle. Handlers only put what came
/// into a queue; one thread decides.
///
/// A signal that was ignored when Wattle started stays ignored, here and in the child.
final class Signals {
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    /// Long enough for a child that stops to be seen as stopped. One that is later is noticed by
    /// SIGCHLD.
    private static final long SETTLING = 300_000_000L; // ns

    /// For a signal that the kernel is sending; over as soon as it is there.
    private static final long ON_THE_WAY = 2_000_000_000L; // ns

    private static final long LOOK_AGAIN = 500_000L; // ns

    private record Installed(SignalName signal, SignalHandler before) {}

    private final BlockingQueue<SignalName> arrivals = new LinkedBlockingQueue<>();
    private final List<Installed> installed = new ArrayList<>();
    private final Consumer<Throwable> problems;
    private final LongConsumer helpers;

    /// Set by the running thread before and used by it after the child's life.
    private @Nullable Thread deciding;

    // Used by the deciding thread, and after its end by the running one.
    private long child;
    private @Nullable Canary canary;

    private final Hold hold;

    private Signals(LongConsumer helpers, Consumer<Throwable> problems, Hold hold) {
        this.hold = hold;
        this.helpers = helpers;
        this.problems = problems;
    }

    /// From here on no signal is lost: what comes before the child is there waits for it.
    static Signals catchAll(
            Caller caller, LongConsumer helpers, Consumer<Throwable> problems, Hold hold) {
        var signals = new Signals(helpers, problems, hold);
        for (var name : SignalName.values()) {
            if (name != SignalName.CHLD && !caller.ignores(name.number())) {
                signals.install(name);
            }
        }
        return signals;
    }

    void passOnTo(long childPid) {
        // Only now, because the JDK sets this one up for itself with the first child.
        install(SignalName.CHLD);
        deciding = Thread.ofPlatform().daemon().name("signals").start(() -> decide(childPid));
    }

    /// Whoever asks Wattle to end after its child did gets what the signal says.
    void release() throws InterruptedException {
        for (var each : installed) {
            Signal.handle(new Signal(each.signal().name()), each.before());
        }
        var thread = deciding;
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        var last = canary;
        if (last != null) {
            last.end();
        }
    }

    private void install(SignalName name) {
        try {
            var before = Signal.handle(new Signal(name.name()), signal -> arrivals.add(name));
            installed.add(new Installed(name, before));
        } catch (IllegalArgumentException e) {
            // The JVM keeps this one for itself (USR2, when it was not started by the launcher).
            problems.accept(e);
        }
    }

    private void decide(long childPid) {
        child = childPid;
        if (!Thread.currentThread().isInterrupted()) { // A child that has ended already needs none.
            replaceCanary();
        }
        // What happened to the child before anyone listened for it.
        arrivals.add(SignalName.CHLD);
        while (true) {
            try {
                take(arrivals.take());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                problems.accept(e);
            }
        }
    }

    private void take(SignalName arrival) throws InterruptedException {
        switch (arrival) {
            case CHLD -> {
                if (ProcessState.stopped(child) && !hold.isOn()) {
                    childStopped();
                }
            }
            case CONT -> {
                if (ProcessState.stopped(child) && !hold.isOn()) {
                    Posix.kill(child, SIGCONT);
                }
            }
            case WINCH -> Posix.kill(child, arrival.number()); // Twice does no harm.
            case TSTP -> {
                if (!reachedGroup(arrival)) {
                    Posix.kill(child, arrival.number());
                } else if (await(() -> ProcessState.stopped(child))) {
                    stopLikeChild();
                } else {
                    continueCanary(); // The child would not stop, so neither does Wattle.
                }
            }
            case HUP, INT, USR1, USR2, ALRM, TERM, XCPU -> {
                if (!reachedGroup(arrival)) {
                    Posix.kill(child, arrival.number());
                }
                hold.release();
            }
        }
    }

    private boolean reachedGroup(SignalName signal) {
        var asked = canary;
        if (asked == null) {
            return false; // Nobody can tell. Twice is better than never.
        }
        var reached = asked.hitBy(signal);
        if (!asked.alive()) { // Someone ended it by name.
            replaceCanary();
        }
        return reached;
    }

    private void childStopped() throws InterruptedException {
        if (Posix.stoppedBy(child) == SignalName.TSTP.number() && reachedGroup(SignalName.TSTP)) {
            // A Ctrl-Z: its other half is on the way to Wattle, and is answered by this.
            awaitOtherHalf();
        }
        if (ProcessState.stopped(child)) {
            stopLikeChild();
        }
    }

    private void awaitOtherHalf() throws InterruptedException {
        var others = new ArrayList<SignalName>();
        var deadline = System.nanoTime() + ON_THE_WAY;
        var next = arrivals.poll(ON_THE_WAY, TimeUnit.NANOSECONDS);
        while (next != null && next != SignalName.TSTP) {
            others.add(next);
            next = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        arrivals.addAll(others);
    }

    /// Returns when Wattle was continued.
    private void stopLikeChild() {
        var signal = Posix.stoppedBy(child);
        if (signal == SignalName.TSTP.number()) {
            var name = new Signal(SignalName.TSTP.name());
            var ours = Signal.handle(name, SignalHandler.SIG_DFL);
            Posix.raise(signal);
            Signal.handle(name, ours);
        } else {
            Posix.raise(signal == 0 ? SIGSTOP : signal);
        }
        // Whoever continued Wattle meant the child too. Done here, before anything that still waits
        // says that the child had stopped, which would stop Wattle once more.
        if (ProcessState.stopped(child)) {
            Posix.kill(child, SIGCONT);
        }
        continueCanary();
    }

    private void continueCanary() {
        var stopped = canary;
        if (stopped != null) {
            Posix.kill(stopped.pid(), SIGCONT);
        }
    }

    private void replaceCanary() {
        try {
            var next = Canary.start();
            canary = next;
            helpers.accept(next.pid());
        } catch (IOException e) {
            canary = null; // Signals are then passed on although the group may have had them too.
            problems.accept(e);
        }
    }

    private static boolean await(BooleanSupplier condition) {
        var began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - began > SETTLING) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return true;
    }
}
