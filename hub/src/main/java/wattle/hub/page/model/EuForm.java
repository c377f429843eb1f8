package wattle.hub.page.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Stage;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.unit.Energy;

/// What the EU's Model Documentation Form for general-purpose models asks of the training: energy
/// in MWh with at least two significant figures, how it is known, compute and time. It asks for no
/// carbon.
final class EuForm {

    private static final BigDecimal JOULES_PER_MEGAWATT_HOUR = new BigDecimal("3.6e9");
    private static final int FEWEST_FIGURES = 2;

    private static final Set<Stage> TRAINING =
            EnumSet.of(
                    Stage.SEARCH,
                    Stage.PRE_TRAINING,
                    Stage.CONTINUED_PRE_TRAINING,
                    Stage.FINE_TUNING,
                    Stage.DISTILLATION);

    private EuForm() {}

    /// @return null where the claim is of use or of a whole life alone
    static @Nullable String of(Exported exported) {
        Set<Stage> stages = exported.claim().subject().stages();
        if (!stages.isEmpty() && stages.stream().noneMatch(TRAINING::contains)) {
            return null;
        }
        Inputs inputs = exported.claim().inputs();
        var out = new StringBuilder();
        line(out, "Model", exported.model());
        line(out, "Provider", exported.claim().subject().developer());
        line(
                out,
                "Stages that are counted",
                stages.isEmpty()
                        ? null
                        : String.join(", ", stages.stream().map(ClaimWords::stage).toList()));
        line(out, "Energy used for training (MWh)", energy(exported));
        line(out, "Measured or estimated", method(exported.claim().evidence().method()));
        line(out, "How it is known", how(exported));
        line(
                out,
                "Training compute (FLOP)",
                inputs.flop() == null ? null : BigDecimal.valueOf(inputs.flop()).toString());
        line(
                out,
                "Training time (hours by the clock)",
                inputs.wallHours() == null ? null : Figures.exact(inputs.wallHours()));
        line(
                out,
                "Hours of all accelerators",
                inputs.allDeviceHours() == null ? null : Figures.exact(inputs.allDeviceHours()));
        line(out, "Hardware", inputs.accelerator());
        line(out, "Record", exported.address());
        return out.toString();
    }

    private static @Nullable String energy(Exported exported) {
        Printed<Energy> energy = exported.claim().reported().energy();
        if (energy == null) {
            return null;
        }
        BigDecimal megawattHours = megawattHours(energy);
        return megawattHours.toPlainString()
                + (energy.significantDigits() < FEWEST_FIGURES
                        ? " (published with one significant figure; the form asks for two)"
                        : "");
    }

    /// With as many figures as were printed.
    private static BigDecimal megawattHours(Printed<Energy> energy) {
        BigDecimal joules =
                energy.number().multiply(BigDecimal.valueOf(energy.unit().of(1).joules()));
        BigDecimal exact = joules.divide(JOULES_PER_MEGAWATT_HOUR, MathContext.DECIMAL128);
        BigDecimal rounded = exact.round(new MathContext(energy.number().precision()));
        int missing = energy.significantDigits() - rounded.precision();
        return missing > 0 ? rounded.setScale(rounded.scale() + missing) : rounded;
    }

    private static @Nullable String method(Method method) {
        return switch (method) {
            case MEASURED -> "measured";
            case ESTIMATED -> "estimated";
            case AUDITED -> "audited by a third party";
            case UNSTATED -> null;
        };
    }

    private static String how(Exported exported) {
        Inputs inputs = exported.claim().inputs();
        var said = new StringBuilder("By the rules of Wattle: ").append(exported.provenance());
        EnergyBoundary boundary = exported.claim().reported().boundary();
        said.append("; boundary of the energy: ").append(ClaimWords.boundary(boundary));
        if (exported.claim().evidence().metering() != null) {
            said.append("; measured by ").append(exported.claim().evidence().metering().tool());
        }
        if (inputs.power() != null) {
            said.append("; mean power ").append(Figures.exact(inputs.power().watts())).append(" W");
            said.append(inputs.powerBasis() == null ? "" : ", " + inputs.powerBasis());
        }
        if (inputs.pue() != null) {
            said.append("; PUE ").append(Figures.exact(inputs.pue().ratio()));
        }
        return said.append('.').toString();
    }

    private static void line(StringBuilder out, String name, @Nullable String value) {
        out.append(name).append(": ");
        out.append(value == null ? "N/A: the claim does not state it" : Escape.terminal(value));
        out.append('\n');
    }
}
