package wattle.run.kubernetes;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// What the operator does to a cluster. For one thread; each call may block for a bounded time.
public interface Cluster {

    /// One Job in one of its versions.
    record Ref(String namespace, String name, String uid, String version) {

        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    /// Changes a Job as a whole, or, where it is another version by now, not at all.
    ///
    /// @param suspend null to leave that as it is
    /// @param notes annotations by their keys; null removes one
    /// @return the Job's new version
    /// @throws StaleException if the Job was changed or deleted since
    String patch(Ref job, @Nullable Boolean suspend, Map<String, @Nullable String> notes)
            throws RunnerException, StaleException;

    /// Tells those who look at the Job what was done, with `kubectl describe`.
    ///
    /// @param reason one word, such as `Suspended`
    void event(Ref job, boolean warning, String reason, String message) throws RunnerException;

    /// Somebody changed the Job; what is known of it is old.
    final class StaleException extends Exception {
        private static final long serialVersionUID = 1;

        StaleException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
