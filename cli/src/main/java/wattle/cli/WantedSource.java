package wattle.cli;

import java.util.List;
import wattle.meter.Found;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;

/// A source that somebody asked for by its name: that it is not there is a problem then, which
/// elsewhere it is not.
record WantedSource(MeterSource source) implements MeterSource {

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public boolean likely() {
        return true;
    }

    @Override
    public boolean quick() {
        return source.quick();
    }

    @Override
    public Found find() {
        Found found = source.find();
        List<MeterProblem> problems = found.problems().stream().map(this::wanted).toList();
        return new Found(found.meters(), problems);
    }

    private MeterProblem wanted(MeterProblem problem) {
        return problem instanceof MeterProblem.NotPresent absent
                ? new MeterProblem.Unreadable("--meters " + name(), absent.text())
                : problem;
    }
}
