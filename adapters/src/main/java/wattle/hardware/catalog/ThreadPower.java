package wattle.hardware.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Source;

/// The share of a server's power that one hardware thread carries, at idle and at full load.
///
/// The whole machine at the wall, with memory, fans and supply losses and without accelerators:
/// memory is not to be added again.
///
/// @param microarchitecture the generation of the processor; null where a median stands in for it
/// @param idle power for each thread of an idle server
/// @param full power for each thread of a server under full load
/// @param source whose measurements they are
/// @param notes what stands in for what
public record ThreadPower(
        @Nullable String microarchitecture,
        Range<Power> idle,
        Range<Power> full,
        Source source,
        List<String> notes) {

    public ThreadPower {
        notes = List.copyOf(notes);
    }
}
