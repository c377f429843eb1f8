package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Pue;

/// Made-up rows. What is not set is not known.
final class Made {

    private final String id;
    private final List<Score> scores = new ArrayList<>();
    private @Nullable String task;
    private @Nullable Integer year;
    private @Nullable String dataset;
    private @Nullable String country;
    private @Nullable String source;
    private @Nullable Double intensity;
    private @Nullable Printed<Energy> energy;
    private @Nullable Printed<CarbonMass> carbon;
    private @Nullable Printed<CarbonMass> marketBased;
    private CarbonBasis basis = CarbonBasis.LOCATION;
    private EnergyBoundary boundary = EnergyBoundary.DEVICE;
    private Signal signal = Signal.AVERAGE;
    private @Nullable Double devices;
    private @Nullable Double hours;
    private @Nullable Double watts;
    private @Nullable Double pue;
    private @Nullable String accelerator;
    private @Nullable Setting setting;

    private Made(String id) {
        this.id = id;
    }

    static Made model(String id) {
        return new Made(id);
    }

    Made task(String name, int ofYear) {
        task = name;
        year = ofYear;
        return this;
    }

    Made year(int ofYear) {
        year = ofYear;
        return this;
    }

    Made in(String name, String energySource) {
        country = name;
        source = energySource;
        return this;
    }

    Made intensity(double gramsPerKilowattHour) {
        intensity = gramsPerKilowattHour;
        return this;
    }

    Made energy(String kilowattHours) {
        energy = Printed.of(kilowattHours, EnergyUnit.KILOWATT_HOUR);
        return this;
    }

    Made energy(Printed<Energy> printed, EnergyBoundary counts) {
        energy = printed;
        boundary = counts;
        return this;
    }

    Made carbon(String kilograms) {
        carbon = Printed.of(kilograms, CarbonUnit.KILOGRAM);
        return this;
    }

    Made carbon(double kilograms) {
        carbon = Printed.of(kilograms, CarbonUnit.KILOGRAM);
        return this;
    }

    Made carbon(Printed<CarbonMass> printed, CarbonBasis counts) {
        carbon = printed;
        basis = counts;
        return this;
    }

    Made marketBased(String kilograms) {
        marketBased = Printed.of(kilograms, CarbonUnit.KILOGRAM);
        return this;
    }

    Made signal(Signal its) {
        signal = its;
        return this;
    }

    Made hardware(double count, double wallHours, double wattsEach) {
        devices = count;
        hours = wallHours;
        watts = wattsEach;
        return this;
    }

    Made pue(double ratio) {
        pue = ratio;
        return this;
    }

    Made score(String ofDataset, String metric, double value) {
        dataset = ofDataset;
        scores.add(new Score(metric, value));
        return this;
    }

    Row row() {
        return new Row(
                id,
                new Claim(
                        new Subject(id, null, year, Set.of(), null, task, dataset, null, null),
                        new Inputs(
                                accelerator,
                                devices,
                                null,
                                hours,
                                null,
                                watts == null ? null : new Power(watts),
                                watts == null ? null : PowerScope.DEVICE,
                                null,
                                pue == null ? null : new Pue(pue),
                                intensity == null ? null : new CarbonIntensity(intensity),
                                null,
                                signal,
                                new Place(country, null, null, null, null, setting, source),
                                null),
                        new Reported(
                                energy,
                                energy == null ? EnergyBoundary.UNSTATED : boundary,
                                carbon,
                                carbon == null ? CarbonBasis.UNSTATED : basis,
                                marketBased),
                        scores,
                        Evidence.NONE));
    }

    /// Anything may be missing, zero, or the same as elsewhere.
    static Row any(Random random) {
        Made made = model("m" + random.nextInt(50));
        made.task = some(random, "vision", "speech", "text");
        made.year = random.nextInt(5) == 0 ? null : Integer.valueOf(2010 + random.nextInt(13));
        made.country = some(random, "A", "B", "C");
        made.source = some(random, "coal", "wind", "gas");
        made.accelerator = some(random, "P100", "V100", "A100");
        made.setting = random.nextBoolean() ? null : Setting.CLOUD;
        made.signal = any(random, Signal.values());
        if (random.nextInt(4) > 0) {
            made.intensity = (double) random.nextInt(4) * 100;
        }
        if (random.nextInt(4) > 0) {
            made.energy = Printed.of(random.nextInt(4), EnergyUnit.MEGAWATT_HOUR);
            made.boundary = any(random, EnergyBoundary.values());
        }
        if (random.nextInt(4) > 0) {
            made.carbon = Printed.of(random.nextInt(5) / 2.0, CarbonUnit.TONNE);
            made.basis = any(random, CarbonBasis.values());
        } else if (random.nextBoolean()) {
            made.marketBased("7");
        }
        if (random.nextInt(3) > 0) {
            made.hardware(1 + random.nextInt(3), random.nextInt(3), random.nextInt(3) * 100);
        }
        made.pue = random.nextBoolean() ? null : Double.valueOf(1 + random.nextInt(2));
        for (int i = random.nextInt(3); i > 0; i--) {
            String metric = random.nextBoolean() ? "f1_percent" : "validation_loss";
            made.scores.add(new Score(metric, random.nextInt(4)));
        }
        made.dataset = some(random, "one", "two");
        return made.row();
    }

    private static <E> E any(Random random, E[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private static @Nullable String some(Random random, String... names) {
        int at = random.nextInt(names.length + 1);
        return at == names.length ? null : names[at];
    }
}
