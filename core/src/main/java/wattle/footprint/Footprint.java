package wattle.footprint;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.series.Interval;
import wattle.unit.CarbonMass;
import wattle.unit.Range;

/// What a job cost in carbon, and everything a reader needs to check it. Location-based only.
/// Immutable.
///
/// @param components what was counted; their energies add up to the IT energy
/// @param operational O
/// @param intensity the carbon intensity used
/// @param embodied M; null where it is not known or not counted
/// @param range the total, O + M, between the bounds that the stated causes give
/// @param sensitivities how far each uncertain input alone moves the total, the strongest first
/// @param sci the total per functional unit
/// @param boundary what is counted, printed with every footprint
/// @param span from start to end; null for a job without dates
/// @param duration how long the job took; null where nobody said
/// @param offset a claim beside the footprint
/// @param inputs every number it rests on
/// @param assumptions what was taken as given, in sentences
/// @param problems what makes the number worse than it looks, in sentences
public record Footprint(
        List<Component> components,
        Operational operational,
        IntensityUsed intensity,
        @Nullable CarbonMass embodied,
        Range<CarbonMass> range,
        List<Sensitivity> sensitivities,
        Sci sci,
        List<String> boundary,
        @Nullable Interval span,
        @Nullable Duration duration,
        Offset offset,
        List<Input> inputs,
        List<String> assumptions,
        List<String> problems) {

    public Footprint {
        components = List.copyOf(components);
        sensitivities = List.copyOf(sensitivities);
        boundary = List.copyOf(boundary);
        inputs = List.copyOf(inputs);
        assumptions = List.copyOf(assumptions);
        problems = List.copyOf(problems);
        if (components.isEmpty()) {
            throw new IllegalArgumentException("a footprint counts at least one component");
        }
        Set<String> names =
                components.stream().map(Component::name).collect(Collectors.toUnmodifiableSet());
        if (names.size() != components.size()) {
            throw new IllegalArgumentException(
                    "components need names of their own: "
                            + components.stream().map(Component::name).toList());
        }
    }

    /// O + M; O alone where M is not known.
    public CarbonMass total() {
        return range.value();
    }

    /// The weakest origin of the energies.
    public Origin origin() {
        return Origin.weakest(components.stream().map(Component::origin).toList());
    }
}
