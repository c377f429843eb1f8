package wattle.hub.page.model;

import static wattle.hub.page.model.ClaimMarkdown.row;
import static wattle.hub.page.model.ClaimMarkdown.text;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.report.Figures;

/// The parts of a software carbon intensity (ISO/IEC 21031:2024), SCI = (O + M) per R, as far as
/// the claim states them. There is a score only where operation, making and unit are all stated: a
/// part that is missing is not 0.
final class SciReport {

    private SciReport() {}

    /// A functional unit, and how many of them.
    private record Unit(String name, double number) {}

    static String of(Exported exported) {
        Claim claim = exported.claim();
        Unit unit = unit(claim);
        var out = new StringBuilder();
        out.append("# SCI report: ").append(text(exported.model())).append("\n\n");
        out.append(
                "SCI = (O + M) per R, by ISO/IEC 21031:2024. Made of a published claim; what it ");
        out.append(
                "does not state is said to be so. Contracts, offsets and credits are no part of ");
        out.append("it.\n\n");
        head(out);
        row(out, "Score", score(claim, unit));
        row(out, "O, operational carbon", operational(claim.reported()));
        row(out, "E, energy", energy(claim));
        row(out, "I, carbon intensity", intensity(claim.inputs()));
        row(out, "M, carbon of making", embodied(claim.reported()));
        row(
                out,
                "R, functional unit",
                unit == null
                        ? ClaimWords.UNKNOWN
                        : unit.name() + ", " + Figures.exact(unit.number()) + " of them");
        out.append('\n');
        about(out, exported);
        return out.toString();
    }

    private static void head(StringBuilder out) {
        row(out, "Part", "Value");
        row(out, "---", "---");
    }

    private static void about(StringBuilder out, Exported exported) {
        Claim claim = exported.claim();
        Subject subject = claim.subject();
        Inputs inputs = claim.inputs();
        row(out, "About", "");
        row(out, "---", "---");
        row(out, "Application", exported.model());
        row(out, "Organisation", stated(subject.developer()));
        row(out, "Accountable person", ClaimWords.UNKNOWN);
        row(
                out,
                "Software boundary",
                subject.stages().isEmpty()
                        ? ClaimWords.UNKNOWN
                        : String.join(
                                ", ", subject.stages().stream().map(ClaimWords::stage).toList()));
        row(out, "Energy boundary", ClaimWords.boundary(claim.reported().boundary()));
        row(out, "PUE", inputs.pue() == null ? ClaimWords.UNKNOWN : exact(inputs.pue().ratio()));
        row(out, "Hardware", stated(inputs.accelerator()));
        row(out, "Begun", inputs.start() == null ? ClaimWords.UNKNOWN : inputs.start().toString());
        row(
                out,
                "Lasted",
                inputs.wallHours() == null ? ClaimWords.UNKNOWN : exact(inputs.wallHours()) + " h");
        row(out, "Place", ClaimWords.place(inputs.place()));
        row(out, "Provenance, by the rules of Wattle", exported.provenance());
        out.append("\nThe claim, its inputs and sources: <").append(exported.address());
        out.append(">, revision ").append(exported.entry().revision()).append(", as of ");
        out.append(exported.recorded()).append(".\n");
    }

    /// What a provider's score can be per: only of training, since nobody says how often a model
    /// was asked.
    private static @Nullable Unit unit(Claim claim) {
        Subject subject = claim.subject();
        Set<Stage> stages = subject.stages();
        boolean ofTraining =
                stages.contains(Stage.PRE_TRAINING)
                        && !stages.contains(Stage.INFERENCE)
                        && !stages.contains(Stage.LIFECYCLE);
        if (!ofTraining) {
            return null;
        }
        if (subject.tokens() != null) {
            return new Unit("training token", subject.tokens());
        }
        if (claim.inputs().flop() != null) {
            return new Unit("floating-point operation", claim.inputs().flop());
        }
        return subject.parameters() == null ? null : new Unit("parameter", subject.parameters());
    }

    private static String score(Claim claim, @Nullable Unit unit) {
        Reported reported = claim.reported();
        if (reported.carbon() == null || unit == null) {
            return ClaimWords.UNKNOWN;
        }
        String per =
                Figures.number(reported.carbon().value().grams() / unit.number())
                        + " g CO2eq per "
                        + unit.name();
        return switch (reported.basis()) {
            case LIFECYCLE -> per;
            case LOCATION ->
                    ClaimWords.UNKNOWN + ", since M is not; O alone is " + per + ", not a score";
            case MARKET, UNSTATED ->
                    ClaimWords.UNKNOWN + ": the carbon is not said to be location-based";
        };
    }

    private static String operational(Reported reported) {
        if (reported.carbon() == null || reported.basis() == CarbonBasis.MARKET) {
            return ClaimWords.UNKNOWN;
        }
        String printed = reported.carbon() + " CO2eq, sourced";
        return switch (reported.basis()) {
            case LOCATION -> printed + ", location-based";
            case LIFECYCLE -> "not stated apart: O and M together are " + printed;
            case MARKET, UNSTATED -> printed + ", " + ClaimWords.basis(reported.basis());
        };
    }

    private static String embodied(Reported reported) {
        return reported.basis() == CarbonBasis.LIFECYCLE
                ? "not stated apart: it is in the carbon as published"
                : ClaimWords.UNKNOWN;
    }

    private static String energy(Claim claim) {
        Reported reported = claim.reported();
        if (reported.energy() == null) {
            return ClaimWords.UNKNOWN;
        }
        return reported.energy()
                + ", "
                + how(claim.evidence().method())
                + ", "
                + ClaimWords.boundary(reported.boundary());
    }

    /// In the report's words.
    private static String how(Method method) {
        return switch (method) {
            case MEASURED -> "measured";
            case ESTIMATED -> "modeled";
            case AUDITED, UNSTATED -> "sourced";
        };
    }

    private static String intensity(Inputs inputs) {
        if (inputs.intensity() == null) {
            return ClaimWords.UNKNOWN;
        }
        return exact(inputs.intensity().gramsPerKilowattHour())
                + " g CO2eq/kWh, sourced, signal "
                + inputs.signal().label()
                + (inputs.intensityBasis() == null ? "" : ", " + inputs.intensityBasis());
    }

    private static String exact(double value) {
        return Figures.exact(value);
    }

    private static String stated(@Nullable String text) {
        return text == null ? ClaimWords.UNKNOWN : text;
    }
}
