package wattle.cli;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.footprint.Account;
import wattle.footprint.Footprint;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.grid.IntensityFactor;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.Scope;
import wattle.meter.slurm.JobEnergy;
import wattle.meter.slurm.SlurmAccounting;
import wattle.report.RecordedRun;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.Timeline;

/// A Slurm job after the fact, by the energy that the cluster's accounting measured on its nodes.
final class SlurmRun {

    private SlurmRun() {}

    /// @throws Failure if there is no such job or its energy is not known
    static RecordedRun of(String number, PlaceOptions place) {
        JobEnergy job = job(number);
        if (job.energy() == null || job.start() == null || job.end() == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    95,
                    "Slurm knows no energy of job "
                            + number
                            + " ("
                            + job.state()
                            + "): "
                            + String.join("; ", job.problems()),
                    "The cluster needs AcctGatherEnergyType, and the job an end. wattle run inside"
                            + " the job measures it without.");
        }
        int year = job.start().atOffset(ZoneOffset.UTC).getYear();
        IntensityFactor intensity = place.orWorld(year);
        var timeline = Timeline.builder().add(new Interval(job.start(), job.end())).build();
        Metered node =
                Metered.exactly(
                        "nodes",
                        "node",
                        (job.nodes() == null ? "some" : job.nodes()) + " nodes",
                        new EnergySeries(timeline, new double[] {job.energy().joules()}),
                        Origin.MEASURED,
                        "slurm ConsumedEnergyRaw");
        List<String> assumptions = new ArrayList<>();
        assumptions.add("the energy is spread evenly over the job's time");
        Footprint footprint =
                new Account(
                                List.of(node),
                                intensity,
                                new GapPolicy.LeaveOut(),
                                place.overheadOfMeters(year),
                                new FunctionalUnit("run"),
                                1,
                                assumptions,
                                job.problems())
                        .footprint();
        return new RecordedRun(
                "slurm-" + job.job(),
                List.of("slurm job " + job.job()),
                Map.of(),
                RecordedRun.State.FINISHED,
                null,
                Scope.MACHINE.label(),
                RecordedRun.UNKNOWN,
                RecordedRun.UNKNOWN,
                new RecordedRun.Machine("", "", "", job.cpus() == null ? 0 : job.cpus(), 0),
                List.of(node),
                intensity,
                footprint,
                null);
    }

    private static JobEnergy job(String number) {
        try {
            return SlurmAccounting.on(System.getenv("PATH")).job(number);
        } catch (MeterException refused) {
            boolean absent = refused.problem() instanceof MeterProblem.NotPresent;
            throw new Failure(
                    absent ? Exit.DATA_MISSING : Exit.UPSTREAM,
                    96,
                    String.valueOf(refused.getMessage()),
                    "Check the number of the job and that sacct works here.",
                    refused);
        }
    }
}
