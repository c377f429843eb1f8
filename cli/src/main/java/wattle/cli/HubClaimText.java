package wattle.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.CheckedClaim;
import wattle.ledger.Entry;
import wattle.ledger.check.Finding;
import wattle.ledger.check.Recomputation;
import wattle.ledger.check.Verdict;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;

/// One claim to be read.
final class HubClaimText {

    private HubClaimText() {}

    /// Our carbon, and how it compares.
    static String recomputed(CheckedClaim checked) {
        Recomputation again = checked.again();
        if (again == null || again.verdict() == Verdict.UNCHECKED) {
            return "";
        }
        CarbonMass carbon = again.carbon();
        return (carbon == null ? "" : Masses.fitting(carbon).withUnit(carbon) + " ")
                + again.verdict().label();
    }

    static void print(CheckedClaim checked, List<Entry> history, PrintWriter to) {
        Entry entry = checked.entry();
        Claim claim = entry.claim();
        to.println(entry.key() + "  revision " + entry.revision() + ", " + entry.state().label());
        if (claim == null) {
            to.println(Columns.printable("  withdrawn: " + entry.reason()));
            return;
        }
        var columns = new Columns();
        subject(claim.subject(), columns);
        inputs(claim.inputs(), columns);
        reported(claim.reported(), columns);
        Recomputation again = checked.again();
        if (again != null && again.verdict() != Verdict.UNCHECKED) {
            row(columns, "recomputed", comparison(again));
        }
        row(
                columns,
                "provenance",
                checked.provenance() == null ? null : checked.provenance().label());
        for (Score each : claim.scores()) {
            row(columns, each.metric(), "" + each.value());
        }
        evidence(claim.evidence(), columns);
        row(columns, "id", entry.id().toString());
        row(columns, "log line", "" + entry.logIndex());
        columns.print("  ", to);
        for (Finding each : checked.findings()) {
            to.println(
                    Columns.printable("  odd (" + each.rule().label() + "): " + each.sentence()));
        }
        if (history.size() > 1) {
            to.println("  history:");
            for (Entry each : history) {
                to.println(
                        Columns.printable(
                                "    "
                                        + each.revision()
                                        + "  "
                                        + each.recordedAt()
                                        + "  "
                                        + each.state().label()
                                        + "  "
                                        + each.submitter()
                                        + (each.reason() == null ? "" : ": " + each.reason())));
            }
        }
    }

    private static void subject(Subject subject, Columns columns) {
        row(columns, "model", subject.model());
        row(columns, "developer", subject.developer());
        row(columns, "year", subject.year() == null ? null : "" + subject.year());
        row(
                columns,
                "stage",
                subject.stages().stream().map(Stage::label).collect(Collectors.joining(" + ")));
        row(columns, "task", subject.task());
        row(columns, "dataset", subject.dataset());
        number(columns, "parameters", subject.parameters(), "");
        number(columns, "tokens", subject.tokens(), "");
    }

    private static void inputs(Inputs inputs, Columns columns) {
        row(columns, "accelerator", inputs.accelerator());
        number(columns, "devices", inputs.devices(), "");
        number(columns, "device hours", inputs.deviceHours(), " h");
        number(columns, "wall hours", inputs.wallHours(), " h");
        if (inputs.power() != null && inputs.powerScope() != null) {
            row(
                    columns,
                    "power",
                    Figures.number(inputs.power().watts())
                            + " W, "
                            + inputs.powerScope().label()
                            + (inputs.powerBasis() == null ? "" : ", " + inputs.powerBasis()));
        }
        number(
                columns,
                "PUE",
                inputs.pue() == null ? null : Double.valueOf(inputs.pue().ratio()),
                "");
        if (inputs.intensity() != null) {
            row(
                    columns,
                    "intensity",
                    Figures.number(inputs.intensity().gramsPerKilowattHour())
                            + " g/kWh, "
                            + inputs.signal().label()
                            + (inputs.intensityBasis() == null
                                    ? ""
                                    : ", " + inputs.intensityBasis()));
        }
        Place place = inputs.place();
        row(
                columns,
                "place",
                joined(place.location(), place.country(), place.provider(), place.region()));
        row(columns, "energy source", place.energySource());
    }

    private static void reported(Reported reported, Columns columns) {
        if (reported.energy() != null) {
            row(columns, "energy", reported.energy() + ", boundary " + reported.boundary().label());
        }
        if (reported.carbon() != null) {
            row(columns, "carbon", reported.carbon() + ", " + reported.basis().label());
        }
        if (reported.marketBased() != null) {
            row(columns, "by contracts", reported.marketBased() + ", market, never subtracted");
        }
    }

    private static String comparison(Recomputation again) {
        var text = new StringBuilder(again.verdict().label());
        if (again.energy() != null && again.energyError() != null) {
            text.append(", energy ")
                    .append(Figures.energy(again.energy().kilowattHours()))
                    .append(percent(again.energyError()));
        }
        if (again.carbon() != null && again.carbonError() != null) {
            text.append(", carbon ")
                    .append(Masses.fitting(again.carbon()).withUnit(again.carbon()))
                    .append(percent(again.carbonError()));
        }
        return text.toString();
    }

    private static String percent(double fraction) {
        return String.format(java.util.Locale.ROOT, " (%+.1f %%)", fraction * 100);
    }

    private static void evidence(Evidence evidence, Columns columns) {
        row(columns, "method", evidence.method().label());
        for (Citation each : evidence.citations()) {
            row(columns, "source", joined(each.document(), each.locator(), each.seen()));
            row(columns, "licence", each.licence());
        }
        if (evidence.metering() != null) {
            row(
                    columns,
                    "metered by",
                    joined(evidence.metering().tool(), evidence.metering().version()));
        }
        row(columns, "notes", evidence.notes());
    }

    private static String joined(@Nullable String... parts) {
        var text = new StringBuilder();
        for (String each : parts) {
            if (each != null) {
                text.append(text.isEmpty() ? "" : ", ").append(each);
            }
        }
        return text.toString();
    }

    private static void number(Columns columns, String name, @Nullable Double value, String unit) {
        row(columns, name, value == null ? null : Figures.number(value) + unit);
    }

    private static void row(Columns columns, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            columns.add(name, value);
        }
    }
}
