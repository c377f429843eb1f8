package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import wattle.hardware.DeviceModel;
import wattle.hardware.catalog.CpuId;
import wattle.hardware.catalog.Cpus;
import wattle.hardware.catalog.ServerPower;
import wattle.hardware.catalog.ThreadPower;
import wattle.meter.procfs.CpuInfo;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Source;
import wattle.unit.catalog.UnknownNameException;

/// What one hardware thread of this machine draws at full load, where nothing can be metered.
///
/// @param model the processor's name, or what is known of it
/// @param perThread watts of one busy thread
/// @param source where the watts come from
/// @param method how they were found, for the component's source
/// @param notes what was assumed
record CpuPower(
        String model, Range<Power> perThread, Source source, String method, List<String> notes) {

    /// Rated power over the socket's threads where both can be trusted; otherwise a server's
    /// measured power for each thread of this generation of processors. A virtual machine's count
    /// of threads says nothing of the hardware.
    static CpuPower of(CpuInfo cpu) {
        String name = cpu.name().isEmpty() ? "an unknown processor" : cpu.name();
        if (!cpu.virtual() && cpu.threads() > 0 && !cpu.name().isEmpty()) {
            try {
                DeviceModel model = Cpus.find(cpu.name());
                Power rated = model.ratedPower();
                if (rated != null) {
                    return rated(model, rated, cpu.threads());
                }
            } catch (UnknownNameException notInTheCatalog) {
                return byGeneration(name, cpu);
            }
        }
        return byGeneration(name, cpu);
    }

    private static CpuPower rated(DeviceModel model, Power rated, int threads) {
        Power each = rated.times(1.0 / threads);
        return new CpuPower(
                model.name(),
                new Range<>(each.times(0.25), each, each),
                model.source(),
                "CPU time × rated power per thread",
                List.of(
                        "a busy thread draws the rated power of "
                                + model.name()
                                + " over its "
                                + threads
                                + " threads: an upper limit",
                        "not counted: accelerator, memory, idle power, storage, network, embodied"
                                + " carbon"));
    }

    private static CpuPower byGeneration(String name, CpuInfo cpu) {
        ThreadPower server =
                ServerPower.of(
                        cpu.name(),
                        cpu.family() < 0
                                ? null
                                : new CpuId(
                                        cpu.vendor(), cpu.family(), cpu.model(), cpu.stepping()));
        List<String> notes = new ArrayList<>();
        notes.add(
                "a busy thread of \""
                        + name
                        + "\" draws what a fully loaded server draws per thread"
                        + (server.microarchitecture() == null
                                ? ""
                                : " with " + server.microarchitecture() + " processors")
                        + ", memory and fans included");
        notes.addAll(server.notes());
        notes.add("not counted: accelerator, idle power, storage, network, embodied carbon");
        return new CpuPower(
                name, server.full(), server.source(), "CPU time × server power per thread", notes);
    }
}
