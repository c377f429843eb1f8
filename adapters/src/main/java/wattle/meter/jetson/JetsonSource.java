package wattle.meter.jetson;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;

/// The rails that a Jetson module's INA3221 and INA238 chips measure, by hwmon (`in*_label`,
/// `in*_input` in millivolts, `curr*_input` in milliamperes) or, with JetPack 4, by iio
/// (`rail_name_*`, `in_power*_input` in milliwatts).
///
/// Rails of other boards that bear no known name are passed over. Thread-safe.
public final class JetsonSource implements MeterSource {

    private final Path sys;

    /// @param sys `/sys`, or a copy of it
    public JetsonSource(Path sys) {
        this.sys = sys;
    }

    @Override
    public String name() {
        return "jetson";
    }

    @Override
    public boolean likely() {
        Path drivers = sys.resolve("bus").resolve("i2c").resolve("drivers");
        return Files.exists(drivers.resolve("ina3221"))
                || Files.exists(drivers.resolve("ina3221x"));
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Found find() {
        var meters = new ArrayList<RailMeter>();
        var problems = new ArrayList<MeterProblem>();
        var labels = new HashSet<String>();
        for (RailFiles files : RailFiles.in(sys)) {
            Rail rail = Rail.of(files.label());
            if (rail != null && labels.add(files.label())) {
                try {
                    meters.add(files.open(rail));
                } catch (MeterException e) {
                    problems.add(e.problem());
                }
            }
        }
        if (meters.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new MeterProblem.NotPresent(
                            "a labelled power rail of a Jetson module below " + sys));
        }
        return new Found(meters, problems);
    }
}
