package wattle.hub.page.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.check.Rule;
import wattle.ledger.check.Verdict;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Stage;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// Claims in words. What was not published is said to be so.
public final class ClaimWords {

    /// Said where nothing is known.
    public static final String UNKNOWN = "not stated";

    private static final int DIGITS = 3;

    private ClaimWords() {}

    /// "552 t CO2eq": at most three significant digits, and no more than were printed.
    public static String carbon(Claim claim) {
        Printed<CarbonMass> printed = printedCarbon(claim);
        return printed == null ? UNKNOWN : carbon(printed);
    }

    /// The carbon that a claim is shown with: by contracts only where there is no other.
    static @Nullable Printed<CarbonMass> printedCarbon(Claim claim) {
        return claim.reported().carbon() == null
                ? claim.reported().marketBased()
                : claim.reported().carbon();
    }

    private static String carbon(Printed<CarbonMass> printed) {
        Masses masses = Masses.fitting(printed.value());
        int lost = Math.max(0, DIGITS - printed.significantDigits());
        return new Masses(
                                masses.unit(),
                                masses.gramsPerUnit(),
                                Math.max(0, masses.decimals() - lost))
                        .withUnit(printed.value())
                + " CO2eq";
    }

    /// "1,290 MWh".
    public static String energy(Claim claim) {
        Printed<Energy> printed = claim.reported().energy();
        return printed == null ? UNKNOWN : Figures.energy(printed.value().kilowattHours());
    }

    /// What the carbon counts, for a badge or a cell.
    public static String basis(Claim claim) {
        boolean market =
                claim.reported().carbon() == null && claim.reported().marketBased() != null;
        return basis(market ? CarbonBasis.MARKET : claim.reported().basis());
    }

    public static String basis(CarbonBasis basis) {
        return switch (basis) {
            case LOCATION -> "location-based";
            case MARKET -> "market-based";
            case LIFECYCLE -> "with the making of the equipment";
            case UNSTATED -> "basis not stated";
        };
    }

    public static String boundary(EnergyBoundary boundary) {
        return switch (boundary) {
            case DEVICE -> "accelerators alone";
            case IT -> "computing equipment";
            case HOST -> "whole machines";
            case FACILITY -> "with the data centre's overhead";
            case UNSTATED -> "boundary not stated";
        };
    }

    public static String signal(Signal signal) {
        return switch (signal) {
            case AVERAGE -> "average";
            case MARGINAL -> "marginal";
            case LONG_RUN_MARGINAL -> "long-run marginal";
            case UNSTATED -> "signal not stated";
        };
    }

    public static String stage(Stage stage) {
        return stage.label().replace('-', ' ');
    }

    /// "France, europe-west9": as far as it was published.
    public static String place(Place place) {
        List<String> parts = new ArrayList<>();
        add(parts, place.location());
        add(parts, place.country() == null ? place.countryCode() : place.country());
        add(parts, place.provider());
        add(parts, place.region());
        return parts.isEmpty() ? UNKNOWN : String.join(", ", parts);
    }

    private static void add(List<String> parts, @Nullable String text) {
        if (text != null && !text.isBlank() && !parts.contains(text)) {
            parts.add(text);
        }
    }

    /// How a printed figure compares with what its inputs give.
    public static String verdict(Verdict verdict) {
        return switch (verdict) {
            case CLOSES -> "closes: within 1 %, or the last digit printed";
            case NEAR -> "near: within 5 %";
            case OFF -> "off: by more than 5 %";
            case UNCHECKED -> "unchecked: inputs were not published";
        };
    }

    /// "+1.2 %"; a dash where it could not be computed.
    public static String error(@Nullable Double fraction) {
        if (fraction == null) {
            return "–";
        }
        double percent = 100 * fraction;
        if (Math.abs(percent) < 0.05) {
            return "0.0 %";
        }
        return (Math.abs(percent) < 1000
                        ? String.format(Locale.ROOT, "%+.1f %%", percent)
                        : (percent > 0 ? "+" : "") + Figures.number(percent) + " %")
                .replace('-', '−');
    }

    /// What a plausible claim keeps to.
    public static String rule(Rule rule) {
        return switch (rule) {
            case POWER_LOW ->
                    "The mean power of one accelerator is at least a quarter of its rated power.";
            case POWER_HIGH ->
                    "The mean power of one accelerator is at most 115 % of its rated power alone,"
                            + " and 250 % with its share of host and facility.";
            case PUE -> "PUE is in 1.02 to 2.0, and not exactly 1, which nobody measures.";
            case INTENSITY ->
                    "The intensity, stated or implied, is one that the place can have; 15 to"
                            + " 1300 g/kWh where the place is not known.";
            case HOURS -> "Device hours are devices × hours by the clock, within 10 %.";
            case ENERGY -> "The energy printed is power × hours (× PUE), within 5 %.";
            case CARBON -> "The carbon printed is energy × intensity × PUE, within 5 %.";
            case FAMILY -> "Carbon per kWh is within a factor of 3 of the family's median.";
            case UTILISATION -> "At most 65 % of the accelerators' peak was used.";
            case RELEASE -> "The work was done in the year the accelerator came out, or later.";
            case DIGITS -> "An estimate by hand has at most 5 significant digits.";
            case ZERO -> "Nothing takes no energy and emits no carbon.";
        };
    }

    /// Of a key such as `survey/m14`: `survey`.
    public static String source(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
