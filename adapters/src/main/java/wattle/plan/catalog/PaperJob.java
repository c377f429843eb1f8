package wattle.plan.catalog;

import java.time.Duration;
import java.util.List;
import wattle.plan.Load;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.catalog.Table;

/// An experiment of table 2 of Dodge et al. 2022.
///
/// @param key as rows name it: `bert-pretrain`
/// @param name as the paper does, written out
/// @param accelerator the model
/// @param accelerators how many
/// @param energy of the accelerators over the whole job
public record PaperJob(
        String key,
        String name,
        String accelerator,
        int accelerators,
        Duration duration,
        Energy energy) {

    /// The eleven, in the order of the paper.
    public static List<PaperJob> ofDodge2022() {
        return Table.read(PaperJob.class, "dodge2022_jobs.csv").rows().stream()
                .map(row ->
                        new PaperJob(
                                row.text("job"),
                                row.text("name"),
                                row.text("accelerator"),
                                row.integer("accelerators"),
                                Duration.ofMinutes(row.integer("minutes")),
                                Energy.ofKilowattHours(row.number("energy_kwh"))))
                .toList();
    }

    /// At constant power: the paper's series of energy are not public.
    public Load load(Duration step) {
        double seconds = duration.toMillis() / 1e3;
        return Load.constant(new Power(energy.joules() / seconds), duration, step);
    }
}
