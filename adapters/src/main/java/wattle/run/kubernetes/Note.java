package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The annotations of a Job that Wattle reads and writes, all of them beginning with `wattle.dev/`.
enum Note {
    /// When the Job has to be done: an instant. This or [#SLACK] makes a Job one of Wattle's.
    DEADLINE(Writer.USER),
    /// How much later than at once it may be done: `6h`, or `50%` of its duration.
    SLACK(Writer.USER),
    /// How long it works.
    DURATION(Writer.USER),
    /// What it draws; only grams need it.
    POWER_WATTS(Writer.USER),
    /// Where it runs.
    ZONE(Writer.USER),
    /// `flexible-start`, `pause-resume` or `threshold`.
    POLICY(Writer.USER),
    /// In g/kWh, for the policy `threshold`.
    THRESHOLD(Writer.USER),
    /// `true` for a Job that goes on from its own checkpoint when its pods are deleted and made
    /// again.
    CHECKPOINTS(Writer.USER),
    MAX_PAUSES(Writer.USER),
    /// How long it takes to come back from a pause before work is done.
    RESTART(Writer.USER),

    /// The id of the run, on Jobs that `wattle run` made; the label of the same name finds them.
    RUN(Writer.RUNNER),

    /// A [wattle.run.RunState] or `released`.
    STATE(Writer.WATTLE),
    REASON(Writer.WATTLE),
    /// When the Job is to be started or continued next.
    PLANNED_START(Writer.WATTLE),
    /// Of the last plan against a start at once, 0 to 1.
    EXPECTED_SAVING_FRACTION(Writer.WATTLE),
    /// When pods were first seen ready after the last start.
    RUNNING_SINCE(Writer.WATTLE),
    /// The stretches in which it ran and that are over: `start/end`, with commas between them.
    RAN(Writer.WATTLE),
    /// What it emitted, and what it would have emitted from its creation on without a pause.
    OPERATIONAL_G(Writer.WATTLE),
    BASELINE_G(Writer.WATTLE),
    SAVING_G(Writer.WATTLE),
    SAVING_FRACTION(Writer.WATTLE),
    /// How the intensity of that time is known: `measured`, `forecast`, `typical-day`.
    SAVING_BASIS(Writer.WATTLE);

    /// Before every name.
    static final String PREFIX = "wattle.dev/";

    private enum Writer {
        USER,
        RUNNER,
        WATTLE
    }

    private final String key;
    private final Writer writer;

    Note(Writer writer) {
        this.writer = writer;
        key = PREFIX + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// Such as `wattle.dev/max-pauses`.
    String key() {
        return key;
    }

    /// Whether it says what a user wants.
    boolean isWish() {
        return writer == Writer.USER;
    }

    /// Its value on a Job; null where the Job has none.
    @Nullable String of(HasMetadata job) {
        return of(job.getMetadata().getAnnotations());
    }

    @Nullable String of(@Nullable Map<String, String> annotations) {
        return annotations == null ? null : annotations.get(key);
    }
}
