package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import wattle.hardware.DeviceModel;
import wattle.hardware.catalog.CpuId;
import wattle.hardware.catalog.Cpus;
import wattle.hardware.catalog.ServerPower;
import wattle.hardware.catalog.ThreadPower;
import wattle.meter.CpuModel;
import wattle.meter.procfs.CpuInfo;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.catalog.UnknownNameException;

/// What the processors of a machine draw, where nothing meters them.
///
/// @param model with its two powers
/// @param notes what was assumed
record CpuPower(CpuModel model, List<String> notes) {

    /// Rated power over the socket's threads where both can be trusted; otherwise a server's
    /// measured power for each thread of this generation of processors. A virtual machine's count
    /// of threads says nothing of the hardware.
    ///
    /// @param threads of the machine
    static CpuPower of(CpuInfo cpu, int threads) {
        String name = cpu.name().isEmpty() ? "an unknown processor" : cpu.name();
        ThreadPower server =
                ServerPower.of(
                        cpu.name(),
                        cpu.family() < 0
                                ? null
                                : new CpuId(
                                        cpu.vendor(), cpu.family(), cpu.model(), cpu.stepping()));
        if (!cpu.virtual() && cpu.threads() > 0 && !cpu.name().isEmpty()) {
            try {
                DeviceModel model = Cpus.find(cpu.name());
                Power rated = model.ratedPower();
                if (rated != null) {
                    return rated(model, rated, cpu.threads(), threads, server);
                }
            } catch (UnknownNameException notInTheCatalog) {
                return byGeneration(name, threads, server);
            }
        }
        return byGeneration(name, threads, server);
    }

    private static CpuPower rated(
            DeviceModel model, Power rated, int threadsPerSocket, int threads, ThreadPower server) {
        Power each = rated.times(1.0 / threadsPerSocket);
        double idle = server.idle().value().watts() / server.full().value().watts();
        return new CpuPower(
                new CpuModel(
                        model.name(),
                        threads,
                        Range.exactly(each.times(idle)),
                        new Range<>(each.times(0.25), each, each),
                        "CPU time × rated power per thread (" + model.source().name() + ")",
                        false),
                List.of(
                        "a busy thread draws the rated power of "
                                + model.name()
                                + " over its "
                                + threadsPerSocket
                                + " threads: an upper limit"));
    }

    private static CpuPower byGeneration(String name, int threads, ThreadPower server) {
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
        return new CpuPower(
                new CpuModel(
                        name,
                        threads,
                        server.idle(),
                        server.full(),
                        "CPU time × server power per thread (" + server.source().name() + ")",
                        true),
                notes);
    }
}
