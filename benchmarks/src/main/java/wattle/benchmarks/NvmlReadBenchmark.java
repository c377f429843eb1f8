package wattle.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import wattle.meter.CounterMeter;
import wattle.meter.MeterException;
import wattle.meter.nvml.Nvml;

/// A million readings of a GPU's counter of energy, by the meter and by the bare call of the same
/// function: what the meter adds to one reading is the difference of the two in milliseconds, as
/// nanoseconds. The library is a stub of eight functions, so the call itself costs next to nothing.
///
/// Gate: readings go up by one each, and both ways read the same counter.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
@SuppressWarnings("restricted") // The function's signature is that of the stub.
public class NvmlReadBenchmark {

    private static final int READINGS = 1_000_000;

    /// In a static field, where the compiler takes it for a constant, as the meter's own is.
    private static final MethodHandle CALL =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    private final MemorySegment out = Arena.global().allocate(JAVA_LONG);
    private MemorySegment function = MemorySegment.NULL;
    private MemorySegment device = MemorySegment.NULL;
    private Path library = Path.of("");
    private @Nullable CounterMeter meter;

    @Setup
    public void setUp() throws Throwable {
        library = compile();
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        function = symbols.findOrThrow("nvmlDeviceGetTotalEnergyConsumption");
        var _ =
                (int)
                        CALL.invokeExact(
                                symbols.findOrThrow("nvmlDeviceGetHandleByIndex_v2"),
                                MemorySegment.NULL,
                                out);
        device = out.get(ADDRESS, 0);
        meter =
                (CounterMeter)
                        Nvml.ofMachine().withLibrary(library.toString()).find().meters().getFirst();
        long before = bare();
        if (meter.read() != before + 1 || bare() != before + 2) {
            throw new IllegalStateException("not the same counter: " + before);
        }
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(meter).close();
        Files.delete(library);
    }

    @Benchmark
    public long bareMillion() throws Throwable {
        long sum = 0;
        for (int i = 0; i < READINGS; i++) {
            sum += bare();
        }
        return sum;
    }

    @Benchmark
    public long meterMillion() throws MeterException {
        long sum = 0;
        CounterMeter counter = Objects.requireNonNull(meter);
        for (int i = 0; i < READINGS; i++) {
            sum += counter.read();
        }
        return sum;
    }

    private long bare() throws Throwable {
        int code = (int) CALL.invokeExact(function, device, out);
        if (code != 0) {
            throw new IllegalStateException("code " + code);
        }
        return out.get(JAVA_LONG, 0);
    }

    private static Path compile() throws IOException, InterruptedException {
        Path source = Files.createTempFile("nvml", ".c");
        Path library = Files.createTempFile("nvml", ".so");
        try (InputStream in = NvmlReadBenchmark.class.getResourceAsStream("nvml.c")) {
            Files.write(source, Objects.requireNonNull(in).readAllBytes());
        }
        Process compiler =
                new ProcessBuilder(
                                "cc",
                                "-O2",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                source.toString())
                        .inheritIO()
                        .start();
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("the stub of NVML does not compile");
        }
        Files.delete(source);
        return library;
    }
}
