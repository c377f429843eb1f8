package wattle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A libnvidia-ml over GPUs that are not there (`gpus.c`), compiled once for all tests of a JVM.
final class GpuLibrary {

    static final Path FILE = compiled();

    private GpuLibrary() {}

    private static Path compiled() {
        Path root = Objects.requireNonNull(WrappedShell.LAUNCHER.getParent());
        Path stub = root.resolve("adapters/src/test/resources/wattle/meter/nvml/stub.c");
        Path folder = WrappedShell.HOME;
        Path source = folder.resolve("gpus.c");
        Path library = folder.resolve("libnvidia-ml.so.1");
        try {
            Files.writeString(source, TestMachine.resource("gpus.c"));
            Process compiler =
                    new ProcessBuilder(
                                    "cc",
                                    "-shared",
                                    "-fPIC",
                                    "-DSTUB=\"" + stub + "\"",
                                    "-o",
                                    library.toString(),
                                    source.toString())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new AssertionError("the stub of NVML does not compile:\n" + said);
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "tests of GPUs compile a stub of NVML by cc (Debian: gcc libc6-dev)", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
