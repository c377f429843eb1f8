package wattle.hub.page.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.Checker;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Page;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.check.Provenance;
import wattle.ledger.check.Recomputation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Subject;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// What the page of a claim shows.
///
/// @param claim the claim itself
/// @param same all published claims of the same model, this one among them where it is published:
///   the strongest provenance first, then the latest
/// @param similar claims of other models at the same task, whose emissions are nearest
/// @param ofSome whether more claims of the task are there than were looked at
/// @param history all revisions, the last one first
public record ModelView(
        CheckedClaim claim,
        List<CheckedClaim> same,
        List<CheckedClaim> similar,
        boolean ofSome,
        List<Entry> history) {

    private static final int MOST_SAME = 50;
    private static final int MOST_SIMILAR = 8;
    private static final int LOOKED_AT = 1000;

    /// Something and what was said of it.
    public record Fact(String name, String value) {}

    /// A figure as it was printed, beside what its inputs give.
    public record Line(String what, String printed, String ours, String error, String status) {}

    static ModelView of(Entry entry, Ledger ledger, Checker checker) throws LedgerException {
        List<Entry> history = ledger.history(entry.id()).reversed();
        Claim claim = entry.claim();
        if (claim == null) {
            return new ModelView(checker.check(entry), List.of(), List.of(), false, history);
        }
        Page named = ledger.list(named(claim.subject().model()), null, LOOKED_AT);
        List<CheckedClaim> same =
                checker
                        .check(
                                named.entries().stream()
                                        .filter(each -> isOf(claim.subject().model(), each))
                                        .toList())
                        .stream()
                        .sorted(preferred())
                        .limit(MOST_SAME)
                        .toList();
        String task = claim.subject().task();
        Page others =
                task == null
                        ? new Page(List.of(), null)
                        : ledger.list(atTask(task), null, LOOKED_AT);
        List<Entry> nearest =
                others.entries().stream()
                        .filter(each -> !isOf(claim.subject().model(), each))
                        .sorted(Comparator.comparingDouble(each -> distance(claim, each.claim())))
                        .limit(MOST_SIMILAR)
                        .toList();
        return new ModelView(
                checker.check(entry), same, checker.check(nearest), others.next() != null, history);
    }

    private static Comparator<CheckedClaim> preferred() {
        return Comparator.comparing(
                        (CheckedClaim each) ->
                                each.provenance() == null ? Provenance.CLAIMED : each.provenance(),
                        Comparator.reverseOrder())
                .thenComparing(each -> each.entry().recordedAt(), Comparator.reverseOrder());
    }

    private static Selection named(String model) {
        return new Selection(
                null, model, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Selection atTask(String task) {
        return new Selection(
                null, null, task, null, null, null, null, null, null, null, null, null, null);
    }

    private static boolean isOf(String model, Entry entry) {
        return entry.claim() != null && entry.claim().subject().model().equalsIgnoreCase(model);
    }

    /// Of emissions in logarithms; those of which one is not known come last.
    private static double distance(Claim one, @Nullable Claim other) {
        Printed<CarbonMass> first = ClaimWords.printedCarbon(one);
        Printed<CarbonMass> second = other == null ? null : ClaimWords.printedCarbon(other);
        if (first == null || second == null || first.isZero() || second.isZero()) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs(Math.log(first.value().grams() / second.value().grams()));
    }

    /// What a revision said, for the history. What was held when it was said stays so.
    public String said(Entry revision) {
        if (revision.claim() == null) {
            return "–";
        }
        return revision.state() == State.HELD && claim.entry().state() != State.HELD
                ? "held then"
                : ClaimWords.carbon(revision.claim());
    }

    /// The figures, theirs beside ours.
    public List<Line> lines() {
        Claim said = claim.entry().claim();
        Recomputation again = claim.again();
        if (said == null || again == null) {
            return List.of();
        }
        Printed<Energy> energy = said.reported().energy();
        Printed<CarbonMass> carbon = said.reported().carbon();
        List<Line> lines = new ArrayList<>();
        lines.add(
                new Line(
                        "Energy, " + ClaimWords.boundary(said.reported().boundary()),
                        energy == null ? ClaimWords.UNKNOWN : energy.toString(),
                        energy(again.energy()),
                        ClaimWords.error(again.energyError()),
                        ClaimWords.verdict(again.energyVerdict())));
        lines.add(
                new Line(
                        "Emissions, " + ClaimWords.basis(said.reported().basis()),
                        carbon == null ? ClaimWords.UNKNOWN : carbon + " CO2eq",
                        again.carbon() == null ? "–" : Masses.alone(again.carbon()),
                        ClaimWords.error(again.carbonError()),
                        ClaimWords.verdict(again.carbonVerdict())));
        if (said.reported().marketBased() != null) {
            lines.add(
                    new Line(
                            "Emissions by contracts, market-based",
                            said.reported().marketBased() + " CO2eq",
                            "–",
                            "–",
                            "shown apart, compared with nothing"));
        }
        return lines;
    }

    private static String energy(@Nullable Energy energy) {
        return energy == null ? "–" : Figures.energy(energy.kilowattHours());
    }

    /// "power × hours × PUE × intensity", filled in as far as it was published.
    public String equation() {
        Claim said = claim.entry().claim();
        Recomputation again = claim.again();
        if (said == null || again == null) {
            return "";
        }
        Inputs inputs = said.inputs();
        var out = new StringBuilder();
        out.append("E = P × T = ")
                .append(inputs.power() == null ? "?" : Figures.exact(inputs.power().watts()) + " W")
                .append(" × ")
                .append(hours(inputs))
                .append(" = ")
                .append(again.itEnergy() == null ? "not known" : energy(again.itEnergy()))
                .append('\n');
        out.append("facility energy = E × PUE, PUE = ")
                .append(
                        inputs.pue() == null
                                ? "1 (none was published)"
                                : Figures.exact(inputs.pue().ratio()))
                .append('\n');
        if (again.itEnergy() == null && said.reported().energy() != null) {
            out.append("power or hours are missing: carbon rests on the energy as printed\n");
        }
        out.append("carbon = facility energy × I, I = ")
                .append(
                        inputs.intensity() == null
                                ? "not stated"
                                : Figures.exact(inputs.intensity().gramsPerKilowattHour())
                                        + " g/kWh")
                .append(", carbon = ")
                .append(again.carbon() == null ? "not known" : Masses.alone(again.carbon()));
        return out.toString();
    }

    private static String hours(Inputs inputs) {
        Double hours =
                inputs.powerScope() == PowerScope.SYSTEM
                        ? inputs.wallHours()
                        : inputs.allDeviceHours();
        return hours == null ? "?" : Figures.exact(hours) + " h";
    }

    /// What the figures were computed from, and what is not known of it.
    public List<Fact> inputs() {
        Claim said = claim.entry().claim();
        if (said == null) {
            return List.of();
        }
        Inputs in = said.inputs();
        Place place = in.place();
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Accelerator", in.accelerator());
        fact(facts, "Devices", number(in.devices(), ""));
        fact(facts, "Device hours", number(in.deviceHours(), " h"));
        fact(facts, "Hours by the clock", number(in.wallHours(), " h"));
        fact(
                facts,
                "Power",
                in.power() == null
                        ? null
                        : Figures.exact(in.power().watts())
                                + " W"
                                + (in.powerScope() == PowerScope.SYSTEM
                                        ? " of all machines together"
                                        : " of each device")
                                + (in.powerBasis() == null ? "" : ", " + in.powerBasis()));
        fact(facts, "PUE", in.pue() == null ? null : Figures.exact(in.pue().ratio()));
        fact(
                facts,
                "Carbon intensity",
                in.intensity() == null
                        ? null
                        : Figures.exact(in.intensity().gramsPerKilowattHour())
                                + " g/kWh, signal "
                                + in.signal().label()
                                + (in.intensityBasis() == null ? "" : ", " + in.intensityBasis()));
        fact(facts, "Place", ClaimWords.place(place));
        fact(facts, "Main energy source", place.energySource());
        fact(facts, "Machines", place.setting() == null ? null : place.setting().label());
        fact(facts, "Operations", in.flop() == null ? null : in.flop() + " FLOP");
        fact(facts, "Begun", in.start() == null ? null : in.start().toString());
        return facts;
    }

    /// What the claim is about.
    public List<Fact> subject() {
        Claim said = claim.entry().claim();
        if (said == null) {
            return List.of();
        }
        Subject of = said.subject();
        List<Fact> facts = new ArrayList<>();
        fact(facts, "Developer", of.developer());
        fact(facts, "Published", of.year() == null ? null : of.year().toString());
        fact(
                facts,
                "Stages",
                of.stages().isEmpty()
                        ? null
                        : String.join(", ", of.stages().stream().map(ClaimWords::stage).toList()));
        fact(facts, "Task", of.task());
        fact(facts, "Dataset", of.dataset());
        fact(facts, "Parameters", number(of.parameters(), ""));
        fact(facts, "Tokens", number(of.tokens(), ""));
        for (Score each : said.scores()) {
            fact(facts, "Score, " + each.metric(), Figures.exact(each.value()));
        }
        fact(facts, "Method", said.evidence().method().label());
        Metering metering = said.evidence().metering();
        if (metering != null) {
            fact(
                    facts,
                    "Measured by",
                    metering.tool()
                            + (metering.version() == null ? "" : " " + metering.version())
                            + (metering.seconds() == null
                                    ? ""
                                    : ", every " + Figures.exact(metering.seconds()) + " s")
                            + (metering.coverage() == null
                                    ? ""
                                    : ", coverage "
                                            + Figures.number(100 * metering.coverage())
                                            + " %"));
            fact(facts, "SHA-256 of the record", metering.digest());
        }
        if (said.evidence().audit() != null) {
            fact(
                    facts,
                    "Audited by",
                    said.evidence().audit().party()
                            + ", "
                            + said.evidence().audit().date()
                            + ": "
                            + said.evidence().audit().scope()
                            + ". Interests: "
                            + said.evidence().audit().conflict());
            fact(facts, "SHA-256 of the report", said.evidence().audit().digest());
        }
        return facts;
    }

    private static void fact(List<Fact> facts, String name, @Nullable String value) {
        facts.add(new Fact(name, value == null ? ClaimWords.UNKNOWN : value));
    }

    private static @Nullable String number(@Nullable Double value, String unit) {
        return value == null ? null : Figures.exact(value) + unit;
    }
}
