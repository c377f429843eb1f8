package wattle.meter.nvml;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Optional;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;

/// NVML as it lies on the machine. It is loaded once and stays loaded: a driver's library is not
/// made to be taken away again.
final class NvmlLibrary {

    /// The name that NVIDIA promises, then where WSL, NixOS and Google's node images put it without
    /// telling the dynamic linker.
    private static final List<String> USUAL =
            List.of(
                    "libnvidia-ml.so.1",
                    "/usr/lib/wsl/lib/libnvidia-ml.so.1",
                    "/run/opengl-driver/lib/libnvidia-ml.so.1",
                    "/usr/local/nvidia/lib64/libnvidia-ml.so.1");

    private final SymbolLookup symbols;

    private NvmlLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /// @param nameOrPath empty for the usual ones
    static NvmlLibrary open(String nameOrPath) throws MeterException {
        for (String each : nameOrPath.isEmpty() ? USUAL : List.of(nameOrPath)) {
            try {
                return new NvmlLibrary(load(each));
            } catch (IllegalArgumentException cannotBeOpened) {
                if (each.contains("/") && new File(each).exists()) {
                    throw MeterException.unreadable(
                            "NVML",
                            each + " is not a library that this machine and this JVM can load");
                }
            }
        }
        throw new MeterException(
                new MeterProblem.NotPresent(
                        "NVML (" + (nameOrPath.isEmpty() ? USUAL.getFirst() : nameOrPath) + ")",
                        "it comes with NVIDIA's driver; a container needs NVIDIA's container"
                                + " toolkit"));
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup load(String nameOrPath) {
        return SymbolLookup.libraryLookup(nameOrPath, Arena.global());
    }

    NvmlFunction function(String name) {
        Optional<MemorySegment> address = symbols.find(name);
        return address.isPresent() ? new NvmlFunction(address.get()) : NvmlFunction.MISSING;
    }

    /// The newest of several versions of a function that the library has.
    NvmlFunction function(String newest, String... older) {
        NvmlFunction found = function(newest);
        for (int i = 0; i < older.length && !found.isThere(); i++) {
            found = function(older[i]);
        }
        return found;
    }
}
