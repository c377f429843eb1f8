/// **Slurm's accounting**: the energy of a job that has ended, as the cluster's own meters saw it.
///
/// Takes sacct and a job's number; gives a [wattle.meter.slurm.JobEnergy]. It is the energy of
/// whole nodes ([wattle.meter.Domain#NODE]), not of the job alone. Not a meter to read while a job
/// runs.
///
/// Facts: sacct(1); slurm.conf(5), `AcctGatherEnergyType`; the fixtures of the tests are what Slurm
/// 22.05.8 printed.
@NullMarked
package wattle.meter.slurm;

import org.jspecify.annotations.NullMarked;
