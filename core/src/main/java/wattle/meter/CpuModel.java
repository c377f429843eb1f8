package wattle.meter;

import wattle.unit.Power;
import wattle.unit.Range;

/// What processors draw where nothing meters them: each hardware thread takes its idle power all
/// the time, and the rest of its full power for each second of processor time. Two points make the
/// curve: idle and full load, as benchmarks of whole servers publish them.
///
/// @param name of the processor, or what is known of it
/// @param threads hardware threads of the machine
/// @param idle of one thread
/// @param full of one thread, busy; at least `idle`
/// @param source how the powers were found
/// @param withMemory whether they include the machine's memory
public record CpuModel(
        String name,
        int threads,
        Range<Power> idle,
        Range<Power> full,
        String source,
        boolean withMemory) {

    public CpuModel {
        if (threads < 1) {
            throw new IllegalArgumentException("a machine has at least one thread: " + threads);
        }
        if (idle.value().compareTo(full.value()) > 0) {
            throw new IllegalArgumentException(
                    "idle power is not above full power, in watts: " + idle + ", " + full);
        }
    }

    /// Idle over full power.
    double idleRatio() {
        return full.value().watts() == 0 ? 0 : idle.value().watts() / full.value().watts();
    }
}
