package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.run.Course;
import wattle.run.RunState;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A Job that the operator holds, as it was last seen: what it wants, what was written into its
/// annotations, and its course. The Job itself is not kept. For one thread.
final class ShiftedJob {

    /// Next to the labels of [RunState]: nothing of Wattle's any more.
    static final String RELEASED = "released";

    /// Any power plans alike, as long as it is the same throughout.
    private static final Power ANY = new Power(1);

    private Cluster.Ref ref;
    private final Instant created;
    private boolean suspended;
    private JobPhase phase;
    private Map<String, String> wishes;
    private final Map<Note, String> notes = new EnumMap<>(Note.class);

    private @Nullable Wish wish;
    private @Nullable String wrong;
    private @Nullable Course course;

    /// Restarts that the course knows nothing of, since they were before it.
    private Duration restartsBefore = Duration.ZERO;

    /// Whether its pods were seen on their way, so that the first sight of one that is ready is the
    /// time at which it began.
    private boolean seenPending;

    /// When it is looked at again. Whoever holds it sorts by this.
    Instant wake = Instant.MIN;

    ShiftedJob(Job job) {
        ObjectMeta metadata = job.getMetadata();
        ref = ref(metadata);
        Instant stamped = Stretches.instant(metadata.getCreationTimestamp());
        created = stamped == null ? Instant.EPOCH : stamped;
        wishes = Map.of();
        phase = JobPhase.of(job);
        see(job);
    }

    private static Cluster.Ref ref(ObjectMeta metadata) {
        return new Cluster.Ref(
                Objects.requireNonNullElse(metadata.getNamespace(), "default"),
                metadata.getName(),
                metadata.getUid(),
                Objects.requireNonNullElse(metadata.getResourceVersion(), ""));
    }

    /// Whether a version is older than the one that was seen, as far as that can be told.
    boolean isOlder(Job job) {
        try {
            return Long.parseLong(ref(job.getMetadata()).version()) < Long.parseLong(ref.version());
        } catch (NumberFormatException opaque) {
            return false;
        }
    }

    /// The Job as it is now.
    void see(Job job) {
        ref = ref(job.getMetadata());
        suspended = JobPhase.isSuspended(job);
        phase = JobPhase.of(job);
        seenPending |= phase.kind() == JobPhase.Kind.PENDING;
        Map<String, String> annotations = job.getMetadata().getAnnotations();
        notes.clear();
        for (Note each : Note.values()) {
            String value = each.of(annotations);
            if (!each.isWish() && value != null) {
                notes.put(each, value);
            }
        }
        Map<String, String> wanted = Wish.notes(annotations);
        if (!wanted.equals(wishes)) {
            wishes = Map.copyOf(wanted);
            wish = null;
            wrong = null;
            course = null;
        }
    }

    Cluster.Ref ref() {
        return ref;
    }

    Instant created() {
        return created;
    }

    JobPhase phase() {
        return phase;
    }

    boolean isSuspended() {
        return suspended;
    }

    @Nullable String note(Note note) {
        return notes.get(note);
    }

    /// What was written down of it; null for one that is new.
    @Nullable String state() {
        String state = notes.get(Note.STATE);
        // Copied along with the manifest of another one, which had ended.
        boolean copied =
                !phase.isOver()
                        && (RunState.FINISHED.label().equals(state)
                                || RunState.FAILED.label().equals(state));
        return copied ? null : state;
    }

    boolean isIn(RunState state) {
        return state.label().equals(state());
    }

    /// What is changed in the cluster is so here, too.
    void changed(String version, @Nullable Boolean suspend, Map<Note, @Nullable String> by) {
        ref = new Cluster.Ref(ref.namespace(), ref.name(), ref.uid(), version);
        if (suspend != null) {
            suspended = suspend;
            if (suspend) {
                phase = new JobPhase(JobPhase.Kind.SUSPENDED, null, null, "");
            } else if (phase.kind() == JobPhase.Kind.SUSPENDED) {
                phase = new JobPhase(JobPhase.Kind.PENDING, null, null, "");
                seenPending = true;
            }
        }
        by.forEach((note, value) -> {
            if (value == null) {
                notes.remove(note);
            } else {
                notes.put(note, value);
            }
        });
    }

    /// What the user wants.
    ///
    /// @throws Wish.WrongNote the same each time
    Wish wish(Operator.Settings settings) throws Wish.WrongNote {
        if (wrong != null) {
            throw new Wish.WrongNote(wrong);
        }
        if (wish == null) {
            try {
                wish = Wish.of(wishes, created, settings);
            } catch (Wish.WrongNote mistake) {
                wrong = mistake.getMessage();
                throw mistake;
            }
        }
        return wish;
    }

    /// When it has to be up at the latest, as far as that is known: those that have the least time
    /// are looked at first. What is wrong or over takes no time to look at.
    Instant latestStart(Operator.Settings settings) {
        try {
            Wish wanted = wish(settings);
            return wanted.deadline().minus(wanted.duration()).plus(ran(Instant.MIN));
        } catch (Wish.WrongNote mistake) {
            return Instant.MIN;
        }
    }

    Stretches stretches() {
        return Stretches.parse(notes.get(Note.RAN));
    }

    @Nullable Instant runningSince() {
        return Stretches.instant(notes.get(Note.RUNNING_SINCE));
    }

    /// For how long it ran so far.
    Duration ran(Instant now) {
        return stretches().and(runningSince(), now).sum();
    }

    /// When its present pods began, now that they are seen for the first time. One that was started
    /// while nobody looked began at some time since its start: what checkpoints is counted from
    /// now, so that it never seems to be farther than it is; the other one's time decides nothing,
    /// and is taken from its start on.
    Instant firstSeenUp(Instant now, boolean checkpoints) {
        Instant started = phase.started();
        return seenPending || checkpoints || started == null || started.isAfter(now)
                ? now
                : started;
    }

    /// What the course is to be told of [#ran].
    Duration worked(Instant now) {
        Duration worked = ran(now).minus(restartsBefore);
        return worked.isNegative() ? Duration.ZERO : worked;
    }

    /// Its way through its window; null where it does not fit.
    @Nullable Course course(Wish wanted, Operator.Settings settings) {
        if (course == null) {
            course = newCourse(wanted, settings);
        }
        return course;
    }

    private @Nullable Course newCourse(Wish wanted, Operator.Settings settings) {
        long step = settings.step().toSeconds();
        // All windows lie on one grid: what is expected is asked once for all Jobs of a zone.
        Instant start = Instant.ofEpochSecond(Math.floorDiv(created.getEpochSecond(), step) * step);
        Duration window = Duration.between(start, wanted.deadline().minus(settings.margin()));
        int size = (int) Math.max(0, window.dividedBy(settings.step()));
        Load load = Load.constant(ANY, wanted.duration(), settings.step());
        if (size < load.slots()) {
            return null;
        }
        int restartSlots =
                Math.toIntExact(
                        wanted.restart()
                                .plus(settings.step())
                                .minusNanos(1)
                                .dividedBy(settings.step()));
        int paused = stretches().all().size();
        restartsBefore = settings.step().multipliedBy((long) restartSlots * paused);
        var pausing =
                new Pausing(
                        Math.max(0, wanted.maxPauses() - paused),
                        Energy.ZERO,
                        Energy.ZERO,
                        new Power(0),
                        restartSlots,
                        1,
                        1);
        return new Course(
                wanted.policy(), load, pausing, start, size, wanted.level(), settings.replan());
    }
}
