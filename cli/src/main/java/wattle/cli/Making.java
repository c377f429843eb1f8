package wattle.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Reserved;
import wattle.hardware.DeviceModel;
import wattle.hardware.EmbodiedCarbon;
import wattle.hardware.catalog.Accelerators;
import wattle.meter.Charge;
import wattle.meter.Domain;
import wattle.report.Figures;
import wattle.unit.catalog.UnknownNameException;

/// The embodied carbon of the accelerators that a run had, where the catalog knows their model.
final class Making {

    private Making() {}

    /// The device that was charged; null where it is no accelerator, a part of one (whose share of
    /// the making nobody states), none that the catalog knows, or one that the run did not use.
    ///
    /// @param time of the run
    /// @param said gets what is assumed, once for each model
    static @Nullable Reserved of(Charge charge, Duration time, List<String> said) {
        if (charge.domain() != Domain.GPU_BOARD
                || charge.model().isEmpty()
                || charge.model().contains(" MIG ")
                || charge.reserved().fraction() == 0) {
            return null;
        }
        DeviceModel device;
        try {
            device = Accelerators.find(charge.model());
        } catch (UnknownNameException notInTheCatalog) {
            return null;
        }
        EmbodiedCarbon making = device.embodied();
        if (making == null) {
            return null;
        }
        String sentence =
                "embodied carbon of "
                        + device.name()
                        + ": "
                        + Figures.number(making.total().value().kilograms())
                        + " kg CO2eq each over "
                        + Math.round(making.lifespan().value().toDays() / 365.0)
                        + " years ("
                        + making.source().name()
                        + "), for the time of the run";
        if (!said.contains(sentence)) {
            said.add(sentence);
            device.notes().stream()
                    .filter(each -> each.startsWith("taken for "))
                    .map(each -> charge.model() + ": " + each)
                    .forEach(said::add);
        }
        return new Reserved(making, time, charge.reserved());
    }
}
