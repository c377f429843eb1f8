package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A machine with GPUs that are not there: `stub.c`, compiled once for all tests of a JVM, and the
/// functions that set its state.
@SuppressWarnings("restricted")
final class StubNvml {

    static final String A100 = "NVIDIA A100-SXM4-40GB";
    static final String H100 = "NVIDIA H100 80GB HBM3";

    private static final Path FOLDER = folder();

    /// With every function, and as a library of long ago.
    static final Path LIBRARY = compile("libnvidia-ml.so.1");

    static final Path OLD_LIBRARY = compile("libnvidia-ml-old.so.1", "-DOLD");

    private final Path library;
    private final Path root;
    private final SymbolLookup symbols;

    private StubNvml(Path library) {
        this.library = library;
        this.root = root("pid:[4026531836]");
        this.symbols = load(library);
        call("stub_reset");
    }

    /// A machine without GPUs yet. Its predecessor is no more.
    static StubNvml machine() {
        return new StubNvml(LIBRARY);
    }

    static StubNvml oldMachine() {
        return new StubNvml(OLD_LIBRARY);
    }

    /// A machine with an H100 for each UUID: `GPU-0000`, `GPU-1111`, and so on.
    static StubNvml withGpus(int count) {
        StubNvml machine = machine();
        for (int i = 0; i < count; i++) {
            machine.gpu(i, uuid(i), H100);
        }
        return machine;
    }

    static String uuid(int index) {
        String digit = Integer.toHexString(index);
        return "GPU-" + digit.repeat(8) + "-d72c-4106-c12f-20bd9faed9f6";
    }

    Nvml source() {
        return on(Nvml.ofMachine());
    }

    Nvml job(Map<String, String> environment) {
        return on(Nvml.ofJob(environment));
    }

    Nvml on(Nvml source) {
        return source.withLibrary(library.toString()).withRoot(root.toFile());
    }

    StubNvml gpu(int index, String uuid, String model) {
        call("stub_device", index, uuid, model);
        return this;
    }

    StubNvml slice(int gpu, String uuid, String model, int gi, int ci, int parts) {
        call("stub_slice", gpu, uuid, model, gi, ci, parts);
        return this;
    }

    /// Lets a function give a code for every GPU; `*` are all functions, `field 83` is one.
    StubNvml fail(String function, int code) {
        return fail(function, -1, code);
    }

    StubNvml fail(String function, int gpu, int code) {
        call("stub_fail", function, gpu, code);
        return this;
    }

    StubNvml set(int gpu, String what, long value) {
        call("stub_set", gpu, what, value);
        return this;
    }

    StubNvml sample(int gpu, long pid, long time, int busy) {
        call("stub_sample", gpu, pid, time, busy);
        return this;
    }

    void reload() {
        call("stub_reload");
    }

    /// How often the library was started and not yet shut down.
    int running() {
        return call("stub_running");
    }

    /// How often it was started when it was not running.
    int starts() {
        return call("stub_starts");
    }

    /// A folder with the link that names a process's namespace of process ids.
    static Path root(String namespace) {
        try {
            Path root = Files.createTempDirectory(FOLDER, "root");
            Path ns = Files.createDirectories(root.resolve("proc/self/ns"));
            Files.createSymbolicLink(ns.resolve("pid"), Path.of(namespace));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int call(String function, Object... arguments) {
        List<MemoryLayout> layouts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        try (var arena = Arena.ofConfined()) {
            for (Object each : arguments) {
                layouts.add(
                        switch (each) {
                            case String _ -> ADDRESS;
                            case Long _ -> JAVA_LONG;
                            default -> JAVA_INT;
                        });
                values.add(each instanceof String text ? arena.allocateFrom(text) : each);
            }
            MemorySegment address = symbols.findOrThrow(function);
            MethodHandle handle =
                    Linker.nativeLinker()
                            .downcallHandle(
                                    address,
                                    FunctionDescriptor.of(
                                            JAVA_INT, layouts.toArray(MemoryLayout[]::new)));
            return (int) handle.invokeWithArguments(values);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static SymbolLookup load(Path library) {
        return SymbolLookup.libraryLookup(library, Arena.global());
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("nvml");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(File file) {
        File[] inside = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        for (File each : inside == null ? new File[0] : inside) {
            delete(each);
        }
        var _ = file.delete();
    }

    private static Path compile(String name, String... flags) {
        Path library = FOLDER.resolve(name);
        Path source = FOLDER.resolve(name + ".c");
        try (InputStream in = StubNvml.class.getResourceAsStream("stub.c")) {
            Files.write(source, Objects.requireNonNull(in).readAllBytes());
            List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-O1"));
            command.addAll(List.of(flags));
            command.addAll(List.of("-o", library.toString(), source.toString()));
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new AssertionError("the stub of NVML does not compile:\n" + said);
            }
            return library;
        } catch (IOException e) {
            throw new AssertionError(
                    "the tests of NVML compile a stub of it and need a C compiler, and cc is not"
                            + " there (Debian: gcc libc6-dev)",
                    e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
