/// **A Slurm cluster for tests**: real daemons on this machine, one node with fake GPUs.
@NullMarked
package wattle.testing.slurm;

import org.jspecify.annotations.NullMarked;
