package wattle.run.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.run.Course;

/// A run that is shifted in time, as it was asked for: what every Wattle that drives it has to
/// know. Never changes once the run was handed over.
///
/// @param id of the run
/// @param created when it was asked for
/// @param backend where it is carried out, such as `local`
/// @param command as the user typed it, secrets masked; for the eye only
/// @param policy one that can be planned anew
/// @param load what it is thought to take
/// @param start of the window
/// @param size how many slots the window has, of which the load takes its own number
/// @param level of [Policy#THRESHOLD], in g/kWh
/// @param every from one plan to the next at most
/// @param texts what the backend and the account need, as they were given
public record Shift(
        String id,
        Instant created,
        String backend,
        List<String> command,
        Policy policy,
        Load load,
        Pausing pausing,
        Instant start,
        int size,
        double level,
        Duration every,
        Map<String, String> texts) {

    public Shift {
        command = List.copyOf(command);
        texts = Map.copyOf(texts);
    }

    /// When the job has to be done.
    public Instant deadline() {
        return start.plus(load.step().multipliedBy(size));
    }

    /// Its course, from the beginning.
    public Course course() {
        return new Course(policy, load, pausing, start, size, level, every);
    }
}
