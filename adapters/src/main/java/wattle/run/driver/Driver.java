package wattle.run.driver;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.run.Course;
import wattle.run.Outlook;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.Sighting;

/// Carries one shifted run out: looks at the job, asks its [Course] what to do, does it, and writes
/// down before and after what it does. For one thread; whoever holds the run's lock may have one.
///
/// What was written down is enough to go on from: a driver that was killed at any moment is
/// replaced by another one. A job is started at most once: where a driver died between writing that
/// it would start it and writing the handle down, the runner is asked to find it, and where it
/// cannot tell, the run is [RunState#LOST] rather than started again.
///
/// A source of intensity that fails costs the plan and nothing else; a runner that does not answer
/// is asked again soon.
public final class Driver {

    /// After an answer that did not come.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Shift shift;
    private final Course course;
    private final Runner runner;
    private final Outlook outlook;
    private final RunLog log;
    private final Clock clock;
    private final Ticks ticks;
    private final String boot;
    private final Consumer<String> remarks;

    private Entry entry;

    /// The last remark, which is not made twice in a row.
    private String said = "";

    /// Goes on with a run from what was written down of it.
    ///
    /// @param boot the machine's present start; empty where that is not known
    /// @param remarks told in a sentence what the user should know
    /// @throws IOException if the log cannot be read
    public Driver(
            ShiftFolder folder,
            Runner runner,
            Outlook outlook,
            Clock clock,
            Ticks ticks,
            String boot,
            Consumer<String> remarks)
            throws IOException {
        this.shift = folder.shift();
        this.course = shift.course();
        this.runner = runner;
        this.outlook = outlook;
        this.log = folder.log();
        this.clock = clock;
        this.ticks = ticks;
        this.boot = boot;
        this.remarks = remarks;
        Entry last = folder.last();
        if (last == null) {
            entry = entry(RunState.WAITING, Entry.Step.NONE, null, Duration.ZERO, 0, null, "");
            log.add(entry);
        } else {
            entry = last;
        }
        course.resume(entry.pauses());
    }

    /// Where the run stands, as it was written down last.
    public Entry entry() {
        return entry;
    }

    /// Whether nothing is left to be done.
    public boolean isOver() {
        return entry.state().isOver();
    }

    /// When the job is to start or to go on by the present plan; null where it is done.
    public @Nullable Instant plannedStart() {
        return course.plannedStart();
    }

    /// Looks, and does what is due now.
    ///
    /// @return when to call again at the latest; sooner does no harm
    public Instant step() {
        if (isOver()) {
            return clock.instant();
        }
        try {
            if (entry.step() != Entry.Step.NONE) {
                recover();
            }
            return isOver() ? clock.instant() : advance();
        } catch (RunnerException failed) {
            say(failed.getMessage());
            return clock.instant().plus(AGAIN);
        }
    }

    /// Ends the run for good, whether or not its job was started.
    ///
    /// @throws RunnerException if a job that was started could not be ended
    public void cancel() throws RunnerException {
        if (isOver()) {
            return;
        }
        if (entry.step() != Entry.Step.NONE) {
            recover();
        }
        String handle = entry.handle();
        if (handle != null) {
            runner.cancel(handle);
        }
        end(RunState.FAILED, "cancelled");
    }

    /// Lets a job that stands still go on, whatever the plan says.
    public void goOn(String why) throws RunnerException {
        String handle = entry.handle();
        if (handle != null) {
            write(RunState.PAUSED, Entry.Step.RESUMING, handle, why);
            runner.resume(handle);
            write(RunState.RUNNING, Entry.Step.NONE, handle, why);
        }
    }

    /// Forgets that the job may have been started once, after somebody made sure that it was not or
    /// does not mind.
    public void startAgain() {
        entry = entry(RunState.WAITING, Entry.Step.NONE, null, Duration.ZERO, 0, null, "once more");
        log.add(entry);
    }

    private void end(RunState state, String why) {
        entry = entry(state, Entry.Step.NONE, entry.handle(), ran(), entry.pauses(), null, why);
        log.add(entry);
    }

    /// Finds out what became of a step that was begun and never written down as done.
    private void recover() throws RunnerException {
        if (entry.step() != Entry.Step.STARTING) {
            write(entry.state(), Entry.Step.NONE, entry.handle(), entry.why());
            return;
        }
        try {
            String handle = runner.find(shift.id());
            write(
                    handle == null ? RunState.WAITING : RunState.RUNNING,
                    Entry.Step.NONE,
                    handle,
                    handle == null ? "it was not started" : "it was started");
        } catch (RunnerException cannotTell) {
            if (cannotTell.reason() == RunnerException.Reason.UNREACHABLE) {
                throw cannotTell;
            }
            write(
                    RunState.LOST,
                    Entry.Step.NONE,
                    null,
                    "its driver was killed while it started the job, so it may have been started or"
                            + " not, and it is not started twice: "
                            + cannotTell.getMessage());
        }
    }

    private Instant advance() throws RunnerException {
        String handle = entry.handle();
        Sighting seen = handle == null ? Sighting.of(RunState.WAITING) : runner.look(handle);
        see(seen, handle);
        if (isOver()) {
            return clock.instant();
        }
        boolean up = handle != null && seen.state() != RunState.PAUSED;
        Course.Step next = course.next(clock.instant(), up, ran(), this::expected);
        return switch (next.action()) {
            case NONE -> next.until();
            case RUN -> handle == null ? start(next) : resume(handle, next);
            case PAUSE -> pause(Objects.requireNonNull(handle), next);
        };
    }

    /// Writes down what is new.
    private void see(Sighting seen, @Nullable String handle) {
        Duration ran = seen.ran() == null ? ran() : seen.ran();
        boolean changed = seen.state() != entry.state();
        if (!changed && seen.exitCode() == null) {
            if (seen.ran() != null) {
                entry = entry(seen.state(), Entry.Step.NONE, handle, ran, entry.pauses(), null, "");
            }
            return;
        }
        if (!entry.state().mayBecome(seen.state())) {
            say("it is " + seen.state().label() + " after it was " + entry.state().label());
        }
        // By somebody else, or by a driver that was killed before it could write so.
        boolean paused = entry.state() == RunState.RUNNING && seen.state() == RunState.PAUSED;
        if (paused) {
            say("it is found paused");
        }
        entry =
                entry(
                        seen.state(),
                        Entry.Step.NONE,
                        handle,
                        ran,
                        entry.pauses() + (paused ? 1 : 0),
                        seen.exitCode(),
                        seen.remark());
        log.add(entry);
    }

    private Instant start(Course.Step next) {
        write(RunState.WAITING, Entry.Step.STARTING, null, next.why());
        try {
            String handle = runner.start(shift.id());
            write(RunState.RUNNING, Entry.Step.NONE, handle, next.why());
        } catch (RunnerException failed) {
            if (failed.reason() == RunnerException.Reason.UNREACHABLE) {
                // Whether it was started is found out by the next step.
                say(failed.getMessage());
                return clock.instant().plus(AGAIN);
            }
            entry =
                    entry(
                            RunState.FAILED,
                            Entry.Step.NONE,
                            null,
                            Duration.ZERO,
                            0,
                            null,
                            String.valueOf(failed.getMessage()));
            log.add(entry);
        }
        return next.until();
    }

    private Instant pause(String handle, Course.Step next) throws RunnerException {
        if (runner.pauses() == Runner.Pauses.NEVER) {
            return next.until();
        }
        write(RunState.RUNNING, Entry.Step.PAUSING, handle, next.why());
        try {
            runner.pause(handle);
        } catch (RunnerException refused) {
            write(RunState.RUNNING, Entry.Step.NONE, handle, String.valueOf(refused.getMessage()));
            say(refused.getMessage());
            return refused.reason() == RunnerException.Reason.REFUSED
                    ? next.until()
                    : clock.instant().plus(AGAIN);
        }
        entry =
                entry(
                        RunState.PAUSED,
                        Entry.Step.NONE,
                        handle,
                        ran(),
                        entry.pauses() + 1,
                        null,
                        next.why());
        log.add(entry);
        say("paused: " + next.why());
        return next.until();
    }

    private Instant resume(String handle, Course.Step next) throws RunnerException {
        write(RunState.PAUSED, Entry.Step.RESUMING, handle, next.why());
        runner.resume(handle);
        write(RunState.RUNNING, Entry.Step.NONE, handle, next.why());
        say("goes on: " + next.why());
        return next.until();
    }

    /// What a source of intensity that fails says is nothing.
    private double @Nullable [] expected(Instant from, Duration step, int count) {
        try {
            return outlook.from(from, step, count);
        } catch (RuntimeException failed) {
            say("no outlook: " + failed.getMessage());
            return null;
        }
    }

    /// For how long the job has run by now.
    private Duration ran() {
        if (entry.state() != RunState.RUNNING) {
            return entry.ran();
        }
        // After another start of the machine nobody knows, but for the runner.
        long since = boot.equals(entry.boot()) ? ticks.now() - entry.ticks() : 0;
        return entry.ran().plusNanos(Math.max(0, since));
    }

    private void write(RunState state, Entry.Step step, @Nullable String handle, String why) {
        entry = entry(state, step, handle, ran(), entry.pauses(), null, why);
        log.add(entry);
    }

    private Entry entry(
            RunState state,
            Entry.Step step,
            @Nullable String handle,
            Duration ran,
            int pauses,
            @Nullable Integer exitCode,
            String why) {
        return new Entry(
                clock.instant(),
                ticks.now(),
                boot,
                state,
                step,
                handle,
                ran,
                pauses,
                exitCode,
                why);
    }

    private void say(@Nullable String sentence) {
        String text = String.valueOf(sentence);
        if (!text.equals(said)) {
            said = text;
            remarks.accept(text);
        }
    }
}
