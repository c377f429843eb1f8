package wattle.footprint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.hardware.DeviceKind;
import wattle.unit.CarbonMass;

/// What a footprint counts and what it leaves out, in the words of its report.
final class Boundaries {

    private Boundaries() {}

    static List<String> of(List<Component> components, Overhead overhead, boolean embodied) {
        Set<String> boundary = new LinkedHashSet<>();
        components.forEach(component -> boundary.add(component.kind()));
        if (overhead.pue().value().ratio() > 1) {
            boundary.add("facility overhead");
        }
        if (embodied) {
            boundary.add("embodied");
        }
        return List.copyOf(boundary);
    }

    static List<String> notCounted(List<Component> components, @Nullable CarbonMass embodied) {
        List<String> missing = new ArrayList<>();
        Set<String> kinds = new LinkedHashSet<>();
        components.forEach(component -> kinds.add(component.kind()));
        for (DeviceKind kind : DeviceKind.values()) {
            if (!kinds.contains(kind.label()) && kinds.stream().anyMatch(Boundaries::isDevice)) {
                missing.add(kind.label());
            }
        }
        missing.add("storage");
        missing.add("network");
        List<String> withoutMaking =
                components.stream()
                        .filter(each -> each.embodied() == null)
                        .map(Component::name)
                        .toList();
        if (embodied == null) {
            missing.add("embodied carbon");
        } else if (!withoutMaking.isEmpty()) {
            missing.add("embodied carbon of " + String.join(" and ", withoutMaking));
        }
        return List.of("not counted: " + String.join(", ", missing));
    }

    private static boolean isDevice(String kind) {
        for (DeviceKind each : DeviceKind.values()) {
            if (each.label().equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
