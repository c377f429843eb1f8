package wattle.run.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A [Shift] as JSON, and back.
final class ShiftJson {

    private static final String SCHEMA = "wattle.shift/1";

    private ShiftJson() {}

    static String write(Shift shift) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("schema", SCHEMA);
        node.put("id", shift.id());
        node.put("created", shift.created().toString());
        node.put("backend", shift.backend());
        ArrayNode command = node.putArray("command");
        shift.command().forEach(command::add);
        node.put("policy", shift.policy().label());
        node.put("start", shift.start().toString());
        node.put("slots", shift.size());
        node.put("step_ns", shift.load().step().toNanos());
        node.put("last_step_ns", shift.load().last().toNanos());
        ArrayNode joules = node.putArray("joules");
        for (int i = 0; i < shift.load().slots(); i++) {
            joules.add(shift.load().joules(i));
        }
        node.put("level_g_per_kwh", shift.level());
        node.put("replan_ns", shift.every().toNanos());
        Pausing pausing = shift.pausing();
        ObjectNode rules = node.putObject("pausing");
        rules.put("max_pauses", pausing.maxPauses());
        rules.put("stop_joules", pausing.stop().joules());
        rules.put("start_joules", pausing.start().joules());
        rules.put("idle_watts", pausing.idle().watts());
        rules.put("restart_slots", pausing.restartSlots());
        rules.put("min_run_slots", pausing.minRunSlots());
        rules.put("checkpoint_slots", pausing.checkpointSlots());
        ObjectNode texts = node.putObject("options");
        shift.texts().forEach(texts::put);
        return node.toPrettyString() + "\n";
    }

    /// @throws IllegalArgumentException if it is none
    static Shift read(String text) {
        try {
            JsonNode node = JsonMapper.shared().readTree(text);
            if (!node.path("schema").asString("").equals(SCHEMA)) {
                throw new IllegalArgumentException("it is not " + SCHEMA);
            }
            List<String> command = new ArrayList<>();
            node.path("command").forEach(each -> command.add(each.asString()));
            List<Double> joules = new ArrayList<>();
            node.path("joules").forEach(each -> joules.add(each.asDouble()));
            Map<String, String> texts = new LinkedHashMap<>();
            node.path("options")
                    .properties()
                    .forEach(each -> texts.put(each.getKey(), each.getValue().asString()));
            JsonNode rules = node.path("pausing");
            return new Shift(
                    node.path("id").asString(),
                    Instant.parse(node.path("created").asString()),
                    node.path("backend").asString(),
                    command,
                    policy(node.path("policy").asString()),
                    Load.ofJoules(
                            Duration.ofNanos(node.path("step_ns").asLong()),
                            Duration.ofNanos(node.path("last_step_ns").asLong()),
                            joules.stream().mapToDouble(Double::doubleValue).toArray()),
                    new Pausing(
                            rules.path("max_pauses").asInt(),
                            new Energy(rules.path("stop_joules").asDouble()),
                            new Energy(rules.path("start_joules").asDouble()),
                            new Power(rules.path("idle_watts").asDouble()),
                            rules.path("restart_slots").asInt(),
                            rules.path("min_run_slots").asInt(),
                            rules.path("checkpoint_slots").asInt()),
                    Instant.parse(node.path("start").asString()),
                    node.path("slots").asInt(),
                    node.path("level_g_per_kwh").asDouble(),
                    Duration.ofNanos(node.path("replan_ns").asLong()),
                    texts);
        } catch (JacksonException | java.time.DateTimeException broken) {
            throw new IllegalArgumentException("it is not a run that was written down", broken);
        }
    }

    private static Policy policy(String label) {
        for (Policy each : Policy.values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no policy is called " + label);
    }
}
