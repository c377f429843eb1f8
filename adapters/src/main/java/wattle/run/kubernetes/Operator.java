package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.run.Course;
import wattle.run.Outlook;
import wattle.run.RunState;
import wattle.run.RunnerException;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Drives all Jobs that ask for it: suspends them until their time has come, and sets
/// `spec.suspend` as each one's [Course] says. For one thread, that tells it what was seen and
/// calls [#step] whenever something is due.
///
/// It remembers nothing that does not stand in the Jobs' annotations, and changes state and
/// `spec.suspend` of a Job in one patch of one version of it. So whichever operator comes next goes
/// on from there, and a Job whose `suspend` is not what its state says was changed by hand, and is
/// left alone from then on.
public final class Operator {

    /// @param zone of Jobs that name none; null if each has to
    /// @param power of Jobs that do not say; null where it is not known
    /// @param step of plans
    /// @param margin how much before its deadline a Job is to be done, for the time that pods take
    ///   to come up
    /// @param replan from one plan to the next at most
    public record Settings(
            @Nullable String zone,
            @Nullable Power power,
            Duration step,
            Duration margin,
            Duration replan) {

        public Settings {
            if (step.toSeconds() < 1 || margin.isNegative() || !replan.isPositive()) {
                throw new IllegalArgumentException(
                        "steps are at least a second, a margin is not negative: "
                                + step
                                + ", "
                                + margin);
            }
        }
    }

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration RETRY_REFUSED = Duration.ofMinutes(1);
    private static final double PERCENT = 100;

    /// Jobs of others that set `spec.suspend`.
    private static final String KUEUE = "kueue.x-k8s.io/queue-name";

    private final Cluster cluster;
    private final ZoneIntensity intensity;
    private final Settings settings;
    private final Consumer<String> told;

    private final Map<String, ShiftedJob> held = new HashMap<>();
    private final TreeSet<ShiftedJob> queue =
            new TreeSet<>(
                    Comparator.comparing((ShiftedJob each) -> each.wake)
                            .thenComparing(each -> each.ref().uid()));
    private final Map<String, Outlook> outlooks = new HashMap<>();

    private boolean stale;
    private boolean away;
    private boolean eventsRefused;

    /// @param told lines for whoever watches the operator
    public Operator(
            Cluster cluster, ZoneIntensity intensity, Settings settings, Consumer<String> told) {
        this.cluster = cluster;
        this.intensity = intensity;
        this.settings = settings;
        this.told = told;
    }

    /// How many Jobs are held.
    public int size() {
        return held.size();
    }

    /// Whether what is known of some Job is old; [#saw(List)] is to be called soon.
    public boolean isStale() {
        return stale;
    }

    /// All Jobs there are.
    public void saw(List<Job> all) {
        stale = false;
        Set<String> there = new HashSet<>();
        for (Job each : all) {
            there.add(each.getMetadata().getUid());
            saw(each);
        }
        for (String each : List.copyOf(held.keySet())) {
            if (!there.contains(each)) {
                forget(each);
            }
        }
    }

    /// A Job that is new or changed.
    public void saw(Job job) {
        String uid = job.getMetadata().getUid();
        if (!isOurs(job)) {
            forget(uid);
            return;
        }
        ShiftedJob known = held.get(uid);
        if (known == null) {
            known = new ShiftedJob(job);
            held.put(uid, known);
        } else if (known.isOlder(job)) {
            return;
        } else {
            queue.remove(known);
            known.see(job);
        }
        known.wake = Instant.MIN;
        queue.add(known);
    }

    /// A Job that was deleted.
    public void gone(Job job) {
        forget(job.getMetadata().getUid());
    }

    private void forget(String uid) {
        ShiftedJob known = held.remove(uid);
        if (known != null) {
            queue.remove(known);
        }
    }

    private static boolean isOurs(Job job) {
        Map<String, String> labels = job.getMetadata().getLabels();
        if (labels != null && (labels.containsKey(Note.RUN.key()) || labels.containsKey(KUEUE))) {
            return false;
        }
        if (Wish.notes(job.getMetadata().getAnnotations()).isEmpty()) {
            return false;
        }
        String state = Note.STATE.of(job);
        boolean ended =
                RunState.FINISHED.label().equals(state) || RunState.FAILED.label().equals(state);
        return !ShiftedJob.RELEASED.equals(state) && !(ended && JobPhase.of(job).isOver());
    }

    /// Does what is due. Jobs that have the least time left come first.
    ///
    /// @return when to call it again at the latest; null where nothing is held
    public @Nullable Instant step(Instant now) {
        List<ShiftedJob> due = new ArrayList<>();
        while (!queue.isEmpty() && !queue.first().wake.isAfter(now)) {
            due.add(queue.removeFirst());
        }
        Map<ShiftedJob, Instant> latest = new HashMap<>();
        due.forEach(each -> latest.put(each, each.latestStart(settings)));
        due.sort(Comparator.comparing((ShiftedJob each) -> latest.get(each)));
        boolean unreachable = false;
        for (ShiftedJob each : due) {
            try {
                if (unreachable) {
                    each.wake = now.plus(RETRY);
                } else if (isOver(each, now)) {
                    held.remove(each.ref().uid());
                    continue;
                }
            } catch (Cluster.StaleException changed) {
                stale = true;
                each.wake = now.plus(RETRY);
            } catch (RunnerException failed) {
                unreachable = failed.reason() == RunnerException.Reason.UNREACHABLE;
                complain(each, failed, now);
            }
            queue.add(each);
        }
        if (away && !unreachable && !due.isEmpty()) {
            told.accept("the API server answers again");
            away = false;
        }
        return queue.isEmpty() ? null : queue.first().wake;
    }

    private void complain(ShiftedJob job, RunnerException failed, Instant now) {
        switch (failed.reason()) {
            case UNREACHABLE -> {
                if (!away) {
                    told.accept(String.valueOf(failed.getMessage()));
                }
                away = true;
                job.wake = now.plus(RETRY);
            }
            case REFUSED -> {
                told.accept(String.valueOf(failed.getMessage()));
                job.wake = now.plus(RETRY_REFUSED);
            }
        }
    }

    /// @return whether nothing is left to do for it
    private boolean isOver(ShiftedJob job, Instant now)
            throws RunnerException, Cluster.StaleException {
        try {
            return isOverOrDriven(job, now);
        } catch (RuntimeException fault) {
            // One Job must not hold the others up, nor stay suspended for a fault of ours.
            release(job, "this is a fault in Wattle: " + fault, true);
            return true;
        }
    }

    private boolean isOverOrDriven(ShiftedJob job, Instant now)
            throws RunnerException, Cluster.StaleException {
        Wish wish;
        Outlook outlook;
        try {
            wish = job.wish(settings);
            outlook = outlook(wish.zone());
        } catch (Wish.WrongNote mistake) {
            release(job, String.valueOf(mistake.getMessage()), true);
            return true;
        }
        if (job.phase().isOver()) {
            end(job, wish, now);
            return true;
        }
        if (job.isIn(RunState.RUNNING) && job.isSuspended()) {
            release(job, "it was suspended by hand", false);
            return true;
        }
        if ((job.isIn(RunState.WAITING) || job.isIn(RunState.PAUSED)) && !job.isSuspended()) {
            release(job, "it was started by hand", false);
            return true;
        }
        drive(job, wish, outlook, now);
        return false;
    }

    private Outlook outlook(String zone) throws Wish.WrongNote {
        Outlook known = outlooks.get(zone);
        if (known == null) {
            try {
                known = new SharedOutlook(zone, intensity.outlook(zone), told);
            } catch (IllegalArgumentException unknown) {
                throw new Wish.WrongNote(Note.ZONE.key() + ": " + unknown.getMessage());
            }
            outlooks.put(zone, known);
        }
        return known;
    }

    /// Never leaves a Job suspended for a mistake in its annotations. What its user did stays.
    private void release(ShiftedJob job, String why, boolean mistake)
            throws RunnerException, Cluster.StaleException {
        Map<Note, @Nullable String> notes = new EnumMap<>(Note.class);
        notes.put(Note.STATE, ShiftedJob.RELEASED);
        notes.put(Note.REASON, why);
        notes.put(Note.PLANNED_START, null);
        boolean over = job.phase().isOver();
        patch(job, (mistake && !over) ? Boolean.FALSE : null, notes);
        tell(job, mistake, "Released", "released: " + why);
    }

    private void drive(ShiftedJob job, Wish wish, Outlook outlook, Instant now)
            throws RunnerException, Cluster.StaleException {
        boolean runs = job.phase().kind() == JobPhase.Kind.UP;
        boolean before = job.state() == null && runs;
        boolean up = before || job.isIn(RunState.RUNNING);
        Map<Note, @Nullable String> notes = new EnumMap<>(Note.class);
        if (up && runs && job.runningSince() == null) {
            notes.put(Note.RUNNING_SINCE, job.firstSeenUp(now, wish.checkpoints()).toString());
        }
        Course course = job.course(wish, settings);
        String why;
        boolean wanted;
        if (course == null) {
            wanted = true;
            why = "it does not fit before its deadline";
            job.wake = Instant.MAX;
        } else if (up && !wish.checkpoints()) {
            wanted = true;
            why = before ? "it ran before it was seen" : keep(job);
            job.wake = Instant.MAX; // Nothing is decided until it ends.
        } else {
            Course.Step next = course.next(now, up, job.worked(now), outlook);
            wanted =
                    switch (next.action()) {
                        case RUN -> true;
                        case PAUSE -> false;
                        case NONE -> up;
                    };
            why = up && wanted && !before ? keep(job) : next.why();
            // One that takes longer than its window is past all slots.
            job.wake = next.until().isAfter(now) ? next.until() : now.plus(settings.step());
            Double expected = course.expectedSaving();
            if (expected != null && job.note(Note.EXPECTED_SAVING_FRACTION) == null) {
                notes.put(Note.EXPECTED_SAVING_FRACTION, String.valueOf(expected));
            }
            Instant start = wanted ? null : course.plannedStart();
            notes.put(Note.PLANNED_START, start == null ? null : start.toString());
        }
        turn(job, up, wanted, why, notes, now);
    }

    /// Why it runs is why it was started.
    private static String keep(ShiftedJob job) {
        String said = job.note(Note.REASON);
        return said == null ? "" : said;
    }

    private void turn(
            ShiftedJob job,
            boolean up,
            boolean wanted,
            String why,
            Map<Note, @Nullable String> notes,
            Instant now)
            throws RunnerException, Cluster.StaleException {
        Stretches ran = job.stretches();
        if (up && !wanted) {
            ran = ran.and(job.runningSince(), now);
            notes.put(Note.RAN, ran.text());
            notes.put(Note.RUNNING_SINCE, null);
        }
        RunState state =
                wanted
                        ? RunState.RUNNING
                        : ran.all().isEmpty() ? RunState.WAITING : RunState.PAUSED;
        notes.put(Note.STATE, state.label());
        notes.put(Note.REASON, why);
        if (wanted) {
            notes.put(Note.PLANNED_START, null);
        }
        boolean same = job.isSuspended() == !wanted;
        boolean changes = !job.isIn(state);
        patch(job, same ? null : !wanted, notes);
        if (changes) {
            switch (state) {
                case WAITING -> tell(job, false, "Planned", "starts " + at(job) + ": " + why);
                case PAUSED ->
                        tell(job, false, "Paused", "paused, goes on " + at(job) + ": " + why);
                case RUNNING ->
                        tell(
                                job,
                                false,
                                ran.all().isEmpty() ? "Started" : "Resumed",
                                (ran.all().isEmpty() ? "started: " : "goes on: ") + why);
                case FINISHED, FAILED, LOST -> throw new IllegalStateException(state.label());
            }
        }
    }

    private static String at(ShiftedJob job) {
        String planned = job.note(Note.PLANNED_START);
        return planned == null ? "later" : planned;
    }

    private void end(ShiftedJob job, Wish wish, Instant now)
            throws RunnerException, Cluster.StaleException {
        JobPhase phase = job.phase();
        boolean done = phase.kind() == JobPhase.Kind.COMPLETE;
        Map<Note, @Nullable String> notes = new EnumMap<>(Note.class);
        Instant ended = phase.ended() == null ? now : phase.ended();
        // One so short that nobody saw it at work ran from its start on.
        Instant since = job.runningSince() == null ? phase.started() : job.runningSince();
        Stretches ran = job.stretches().and(since, ended);
        notes.put(Note.RAN, ran.all().isEmpty() ? null : ran.text());
        notes.put(Note.RUNNING_SINCE, null);
        notes.put(Note.PLANNED_START, null);
        notes.put(Note.STATE, (done ? RunState.FINISHED : RunState.FAILED).label());
        notes.put(Note.REASON, phase.remark());
        Saving saving = saving(ran, job, wish);
        String words = "its saving is not known, since the intensity of that time is not";
        if (saving != null) {
            words = note(saving, wish, notes);
        }
        patch(job, null, notes);
        String late = ended.isAfter(wish.deadline()) ? ", after its deadline" : "";
        tell(
                job,
                false,
                done ? "Finished" : "Failed",
                (done ? "finished" : "failed (" + phase.remark() + ")") + late + ": " + words);
    }

    private @Nullable Saving saving(Stretches ran, ShiftedJob job, Wish wish) {
        try {
            return Saving.of(ran, job.created(), wish.zone(), intensity);
        } catch (RuntimeException failed) {
            told.accept("zone " + wish.zone() + ": " + failed.getMessage());
            return null;
        }
    }

    /// @return the same in words
    private static String note(Saving saving, Wish wish, Map<Note, @Nullable String> notes) {
        notes.put(Note.SAVING_BASIS, saving.basis());
        Double fraction = saving.fraction();
        var words = new StringBuilder();
        if (fraction != null) {
            notes.put(Note.SAVING_FRACTION, String.valueOf(fraction));
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f %% %s than at once",
                            Math.abs(fraction) * PERCENT,
                            fraction < 0 ? "more" : "less"));
        }
        if (wish.watts() != null) {
            double kilowattHours =
                    wish.watts().over(saving.ran()).joules() / Energy.JOULES_PER_KILOWATT_HOUR;
            double operational = saving.met() * kilowattHours;
            double baseline = saving.atOnce() * kilowattHours;
            notes.put(Note.OPERATIONAL_G, String.valueOf(operational));
            notes.put(Note.BASELINE_G, String.valueOf(baseline));
            notes.put(Note.SAVING_G, String.valueOf(baseline - operational));
            words.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f g instead of %.1f g",
                            words.isEmpty() ? "" : ", ",
                            operational,
                            baseline));
        }
        return words.append(" (intensity: ").append(saving.basis()).append(')').toString();
    }

    /// What is so already is not asked for.
    private void patch(ShiftedJob job, @Nullable Boolean suspend, Map<Note, @Nullable String> notes)
            throws RunnerException, Cluster.StaleException {
        Map<String, @Nullable String> changed = new LinkedHashMap<>();
        notes.forEach((note, value) -> {
            String old = job.note(note);
            if (value == null ? old != null : !value.equals(old)) {
                changed.put(note.key(), value);
            }
        });
        boolean same = suspend != null && suspend == job.isSuspended();
        Boolean turned = same ? null : suspend;
        if (turned != null || !changed.isEmpty()) {
            job.changed(cluster.patch(job.ref(), turned, changed), turned, notes);
        }
    }

    private void tell(ShiftedJob job, boolean warning, String reason, String words) {
        told.accept(job.ref() + ": " + words);
        try {
            cluster.event(job.ref(), warning, reason, words);
            eventsRefused = false;
        } catch (RunnerException failed) {
            // The annotations say the same; nothing depends on events.
            if (!eventsRefused) {
                told.accept(String.valueOf(failed.getMessage()));
            }
            eventsRefused = true;
        }
    }
}
