package wattle.hardware;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Power;
import wattle.unit.Source;

/// A model of device as it is bought: one accelerator board or module, one CPU socket.
///
/// @param kind which part of a machine it is
/// @param name the full name, such as "NVIDIA A100 SXM4 80GB"
/// @param ratedPower the power limit by design (TDP or board limit), an upper limit of the mean
///   power; null where the maker publishes none
/// @param embodied what it took to make it; null where nobody has said
/// @param source where the rated power comes from
/// @param notes what a reader must know, such as which variant an ambiguous name was taken for
public record DeviceModel(
        DeviceKind kind,
        String name,
        @Nullable Power ratedPower,
        @Nullable EmbodiedCarbon embodied,
        Source source,
        List<String> notes) {

    public DeviceModel {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a device model needs a name");
        }
        notes = List.copyOf(notes);
    }
}
