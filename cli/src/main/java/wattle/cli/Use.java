package wattle.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import wattle.meter.Domain;

/// What the energy of one component of this machine would come from.
///
/// @param component such as `cpu`
/// @param basis measured, modelled or not counted
/// @param how by which meters or model, and what that leaves out
/// @param parts the names of the meters' parts
record Use(String component, String basis, String how, List<String> parts) {

    private static final String MEASURED = "measured";
    private static final String MODELLED = "modelled";
    private static final String NOT_COUNTED = "not counted";

    /// @param cpu what a processor draws that nothing meters
    static List<Use> of(List<SurveyedSource> sources, CpuPower cpu) {
        List<Use> uses = new ArrayList<>();
        uses.add(metered("cpu", sources, modelled(cpu), Domain.PACKAGE, Domain.CORE));
        uses.add(
                metered(
                        "accelerator",
                        sources,
                        notCounted("accelerator", "no accelerator that may be read was found"),
                        Domain.GPU_BOARD));
        uses.add(
                metered(
                        "memory",
                        sources,
                        notCounted("memory", "no meter of its own; the cpu's model may include it"),
                        Domain.DRAM));
        uses.add(
                metered(
                        "node",
                        sources,
                        notCounted("node", "fans, storage, network and supply have no meter"),
                        Domain.NODE,
                        Domain.PLATFORM));
        return uses;
    }

    private static Use modelled(CpuPower cpu) {
        return new Use(
                "cpu",
                MODELLED,
                String.format(
                        Locale.ROOT,
                        "%s: %s, %.2f W (%.2f to %.2f) for a busy thread, %.2f W for an idle one",
                        cpu.model().name(),
                        cpu.model().source(),
                        cpu.model().full().value().watts(),
                        cpu.model().full().low().watts(),
                        cpu.model().full().high().watts(),
                        cpu.model().idle().value().watts()),
                List.of());
    }

    private static Use notCounted(String component, String why) {
        return new Use(component, NOT_COUNTED, why, List.of());
    }

    /// By the parts of the first domain that has a reading; a part that two sources give is one.
    private static Use metered(
            String component, List<SurveyedSource> sources, Use otherwise, Domain... domains) {
        for (Domain domain : domains) {
            Set<String> ids = new HashSet<>();
            List<SurveyedPart> parts = new ArrayList<>();
            for (SurveyedSource source : sources) {
                for (SurveyedPart each : source.parts()) {
                    if (each.part().domain() == domain
                            && each.amount() != null
                            && ids.add(each.part().id())) {
                        parts.add(each);
                    }
                }
            }
            if (!parts.isEmpty()) {
                return new Use(component, basis(parts), how(parts), names(parts));
            }
        }
        return otherwise;
    }

    private static String basis(List<SurveyedPart> parts) {
        return parts.stream().anyMatch(each -> each.part().modelled()) ? MODELLED : MEASURED;
    }

    private static String how(List<SurveyedPart> parts) {
        return String.join(", ", names(parts))
                + " by "
                + parts.stream()
                        .map(each -> each.part().source())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static List<String> names(List<SurveyedPart> parts) {
        return parts.stream().map(each -> each.part().name()).toList();
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("component", component);
        json.writeStringProperty("basis", basis);
        json.writeStringProperty("how", how);
        json.writeName("parts");
        json.writeStartArray();
        parts.forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }
}
