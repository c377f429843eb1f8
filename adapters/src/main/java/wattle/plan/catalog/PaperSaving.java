package wattle.plan.catalog;

import java.util.List;
import wattle.unit.Source;
import wattle.unit.catalog.Sources;
import wattle.unit.catalog.Table;

/// A row of tables 6 to 13 of Dodge et al. 2022: means over 16 regions and 60 starts of 2020.
///
/// @param allowance by how much later the job may end, as `--slack` takes it: `24h`, `50%`
/// @param job the key of a [PaperJob]
/// @param table its number in the paper
/// @param flexibleStart saved by *Flexible Start*, in percent
/// @param pauseResume saved by *Pause & Resume*, in percent
/// @param pausesPerHour as printed; the paper does not say of which hours
public record PaperSaving(
        String allowance,
        String job,
        int table,
        double flexibleStart,
        double pauseResume,
        double pausesPerHour) {

    /// All 88, by table.
    public static List<PaperSaving> ofDodge2022() {
        return Table.read(PaperSaving.class, "dodge2022_savings.csv").rows().stream()
                .map(row ->
                        new PaperSaving(
                                row.text("allowance"),
                                row.text("job"),
                                row.integer("table"),
                                row.number("flexible_start_percent"),
                                row.number("pause_resume_percent"),
                                row.number("pauses_per_hour")))
                .toList();
    }

    /// Where the numbers were printed.
    public static Source source() {
        return Sources.read(PaperSaving.class, "sources.csv").source("dodge2022");
    }
}
