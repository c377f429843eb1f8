/// **Jobs on Slurm**: handing a job to a cluster's queue, pausing it there, and what the queue is
/// like.
///
/// Takes sbatch's arguments; gives a [wattle.run.Runner], what is free
/// ([wattle.run.slurm.Capacity]) and for how long jobs waited of late ([wattle.run.slurm.Waiting]).
/// All by Slurm's own commands, which know how to reach the controller and who may do what. When a
/// job should run is left to [wattle.run.Course].
///
/// Facts: sbatch(1), squeue(1), scontrol(1), sacct(1), scancel(1), sinfo(1) of Slurm 22.05, and
/// what a cluster of that version does in the tests.
@NullMarked
package wattle.run.slurm;

import org.jspecify.annotations.NullMarked;
