package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a Job's own status says of it.
///
/// @param kind what the Job controller makes of it
/// @param ended when it ended; null where it did not, or nobody wrote it down
/// @param started when the controller began its pods after the last time it was not suspended
/// @param remark of the controller, such as `BackoffLimitExceeded`; empty where it has none
record JobPhase(Kind kind, @Nullable Instant ended, @Nullable Instant started, String remark) {

    enum Kind {
        /// No pods, and none to come.
        SUSPENDED,
        /// Pods are to be made, scheduled, or pulled.
        PENDING,
        /// A pod is ready.
        UP,
        COMPLETE,
        FAILED
    }

    static JobPhase of(Job job) {
        JobStatus status = job.getStatus();
        Instant started = status == null ? null : Stretches.instant(status.getStartTime());
        JobCondition complete = condition(status, "Complete");
        if (complete != null) {
            Instant ended = status == null ? null : Stretches.instant(status.getCompletionTime());
            return new JobPhase(Kind.COMPLETE, ended == null ? at(complete) : ended, started, "");
        }
        JobCondition failed = condition(status, "Failed");
        if (failed != null) {
            return new JobPhase(Kind.FAILED, at(failed), started, words(failed));
        }
        if (isSuspended(job)) {
            return new JobPhase(Kind.SUSPENDED, null, null, "");
        }
        return new JobPhase(isUp(status) ? Kind.UP : Kind.PENDING, null, started, "");
    }

    static boolean isSuspended(Job job) {
        return job.getSpec() != null && Boolean.TRUE.equals(job.getSpec().getSuspend());
    }

    boolean isOver() {
        return switch (kind) {
            case COMPLETE, FAILED -> true;
            case SUSPENDED, PENDING, UP -> false;
        };
    }

    /// Clusters before 1.24 do not say how many pods are ready.
    private static boolean isUp(@Nullable JobStatus status) {
        if (status == null || status.getActive() == null || status.getActive() == 0) {
            return false;
        }
        return status.getReady() == null || status.getReady() > 0;
    }

    private static @Nullable JobCondition condition(@Nullable JobStatus status, String type) {
        if (status != null && status.getConditions() != null) {
            for (JobCondition each : status.getConditions()) {
                if (type.equals(each.getType()) && "True".equals(each.getStatus())) {
                    return each;
                }
            }
        }
        return null;
    }

    private static @Nullable Instant at(JobCondition condition) {
        return Stretches.instant(condition.getLastTransitionTime());
    }

    private static String words(JobCondition condition) {
        String reason = condition.getReason() == null ? "" : condition.getReason();
        String message = condition.getMessage() == null ? "" : condition.getMessage();
        return reason + (reason.isEmpty() || message.isEmpty() ? "" : ": ") + message;
    }
}
