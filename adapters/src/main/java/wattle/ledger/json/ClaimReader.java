package wattle.ledger.json;

import static wattle.ledger.json.Fields.needed;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import wattle.grid.Signal;
import wattle.ledger.claim.Audit;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Scale;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Pue;

/// Reads what [ClaimWriter] writes, in any order.
final class ClaimReader {

    private final Fields in;

    ClaimReader(Fields in) {
        this.in = in;
    }

    Claim claim() {
        Subject subject = null;
        Inputs inputs = Inputs.UNSTATED;
        Reported reported = Reported.NOTHING;
        List<Score> scores = List.of();
        Evidence evidence = Evidence.NONE;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "subject" -> subject = subject();
                case "inputs" -> inputs = inputs();
                case "reported" -> reported = reported();
                case "scores" -> scores = in.list(this::score);
                case "evidence" -> evidence = evidence();
                default -> throw in.unknown();
            }
        }
        return new Claim(needed(subject, "subject"), inputs, reported, scores, evidence);
    }

    private Subject subject() {
        String model = null;
        String developer = null;
        Integer year = null;
        Set<Stage> stages = Set.of();
        String domain = null;
        String task = null;
        String dataset = null;
        Double parameters = null;
        Double tokens = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "model" -> model = in.text();
                case "developer" -> developer = in.text();
                case "year" -> year = in.whole();
                case "stages" -> stages = stages();
                case "domain" -> domain = in.text();
                case "task" -> task = in.text();
                case "dataset" -> dataset = in.text();
                case "parameters" -> parameters = in.real();
                case "tokens" -> tokens = in.real();
                default -> throw in.unknown();
            }
        }
        return new Subject(
                needed(model, "model"),
                developer,
                year,
                stages,
                domain,
                task,
                dataset,
                parameters,
                tokens);
    }

    private Set<Stage> stages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        stages.addAll(in.list(() -> in.labelled(Stage.values(), Stage::label)));
        return stages;
    }

    private Inputs inputs() {
        String accelerator = null;
        Double devices = null;
        Double deviceHours = null;
        Double wallHours = null;
        Double flop = null;
        Power power = null;
        PowerScope scope = null;
        String powerBasis = null;
        Pue pue = null;
        CarbonIntensity intensity = null;
        String intensityBasis = null;
        Signal signal = Signal.UNSTATED;
        Place place = Place.UNSTATED;
        Instant start = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "accelerator" -> accelerator = in.text();
                case "devices" -> devices = in.real();
                case "device_hours" -> deviceHours = in.real();
                case "wall_hours" -> wallHours = in.real();
                case "flop" -> flop = in.real();
                case "power_watts" -> power = new Power(in.real());
                case "power_scope" -> scope = in.labelled(PowerScope.values(), PowerScope::label);
                case "power_basis" -> powerBasis = in.text();
                case "pue" -> pue = new Pue(in.real());
                case "intensity_g_per_kwh" -> intensity = new CarbonIntensity(in.real());
                case "intensity_basis" -> intensityBasis = in.text();
                case "signal" -> signal = in.labelled(Signal.values(), Signal::label);
                case "place" -> place = place();
                case "start" -> start = Instant.parse(in.text());
                default -> throw in.unknown();
            }
        }
        return new Inputs(
                accelerator,
                devices,
                deviceHours,
                wallHours,
                flop,
                power,
                scope,
                powerBasis,
                pue,
                intensity,
                intensityBasis,
                signal,
                place,
                start);
    }

    private Place place() {
        String country = null;
        String countryCode = null;
        String location = null;
        String provider = null;
        String region = null;
        Setting setting = null;
        String energySource = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "country" -> country = in.text();
                case "country_code" -> countryCode = in.text();
                case "location" -> location = in.text();
                case "provider" -> provider = in.text();
                case "region" -> region = in.text();
                case "setting" -> setting = in.labelled(Setting.values(), Setting::label);
                case "energy_source" -> energySource = in.text();
                default -> throw in.unknown();
            }
        }
        return new Place(country, countryCode, location, provider, region, setting, energySource);
    }

    private Reported reported() {
        Printed<Energy> energy = null;
        EnergyBoundary boundary = EnergyBoundary.UNSTATED;
        Printed<CarbonMass> carbon = null;
        CarbonBasis basis = CarbonBasis.UNSTATED;
        Printed<CarbonMass> marketBased = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "energy" -> energy = printed(EnergyUnit.values());
                case "boundary" ->
                        boundary = in.labelled(EnergyBoundary.values(), EnergyBoundary::label);
                case "carbon" -> carbon = printed(CarbonUnit.values());
                case "basis" -> basis = in.labelled(CarbonBasis.values(), CarbonBasis::label);
                case "market_based" -> marketBased = printed(CarbonUnit.values());
                default -> throw in.unknown();
            }
        }
        return new Reported(energy, boundary, carbon, basis, marketBased);
    }

    private <Q, U extends Scale<Q>> Printed<Q> printed(U[] units) {
        String number = null;
        U unit = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "number" -> number = in.figure();
                case "unit" -> unit = in.labelled(units, Scale::symbol);
                default -> throw in.unknown();
            }
        }
        return new Printed<>(Numbers.decimal(needed(number, "number")), needed(unit, "unit"));
    }

    private Score score() {
        String metric = null;
        Double value = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "metric" -> metric = in.text();
                case "value" -> value = in.real();
                default -> throw in.unknown();
            }
        }
        return new Score(needed(metric, "metric"), needed(value, "value"));
    }

    private Evidence evidence() {
        Method method = Method.UNSTATED;
        List<Citation> citations = List.of();
        Metering metering = null;
        Audit audit = null;
        String notes = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "method" -> method = in.labelled(Method.values(), Method::label);
                case "citations" -> citations = in.list(this::citation);
                case "metering" -> metering = metering();
                case "audit" -> audit = audit();
                case "notes" -> notes = in.text();
                default -> throw in.unknown();
            }
        }
        return new Evidence(method, citations, metering, audit, notes);
    }

    private Citation citation() {
        String document = null;
        String locator = null;
        String seen = null;
        String licence = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "document" -> document = in.text();
                case "locator" -> locator = in.text();
                case "seen" -> seen = in.text();
                case "licence" -> licence = in.text();
                default -> throw in.unknown();
            }
        }
        return new Citation(needed(document, "document"), locator, seen, licence);
    }

    private Metering metering() {
        String tool = null;
        String version = null;
        Double seconds = null;
        Double coverage = null;
        String digest = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "tool" -> tool = in.text();
                case "version" -> version = in.text();
                case "sample_seconds" -> seconds = in.real();
                case "coverage" -> coverage = in.real();
                case "record_sha256" -> digest = in.text();
                default -> throw in.unknown();
            }
        }
        return new Metering(needed(tool, "tool"), version, seconds, coverage, digest);
    }

    private Audit audit() {
        String party = null;
        String scope = null;
        LocalDate date = null;
        String digest = null;
        String conflict = null;
        in.begin();
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "party" -> party = in.text();
                case "scope" -> scope = in.text();
                case "date" -> date = LocalDate.parse(in.text());
                case "report_sha256" -> digest = in.text();
                case "conflict" -> conflict = in.text();
                default -> throw in.unknown();
            }
        }
        return new Audit(
                needed(party, "party"),
                needed(scope, "scope"),
                needed(date, "date"),
                needed(digest, "report_sha256"),
                needed(conflict, "conflict"));
    }
}
