@NullMarked
package wattle.run.slurm;

import org.jspecify.annotations.NullMarked;
