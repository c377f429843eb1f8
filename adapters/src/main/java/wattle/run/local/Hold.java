package wattle.run.local;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Whether Wattle itself has made its child stand still, which is then no reason for Wattle to stop
/// too. Any thread may call.
final class Hold {

    private @Nullable Freezer freezer;
    private volatile boolean on;

    /// The job has been started.
    synchronized void of(Freezer job) {
        freezer = job;
    }

    boolean isOn() {
        return on;
    }

    synchronized void freeze() throws IOException {
        Freezer job = freezer;
        if (job == null) {
            throw new IOException("it does not run");
        }
        on = true;
        try {
            job.freeze();
        } catch (IOException failed) {
            on = false;
            job.thaw();
            throw failed;
        }
    }

    synchronized void thaw() throws IOException {
        Freezer job = freezer;
        if (job != null) {
            job.thaw();
        }
        on = false;
    }

    /// A signal has come that the job should hear, for which it has to go on.
    void release() {
        if (on) {
            try {
                thaw();
            } catch (IOException gone) {
                on = false;
            }
        }
    }

    synchronized boolean isFrozen() {
        Freezer job = freezer;
        return job != null && job.isFrozen();
    }

    synchronized void end() {
        Freezer job = freezer;
        if (job != null) {
            job.close();
        }
        freezer = null;
        on = false;
    }
}
