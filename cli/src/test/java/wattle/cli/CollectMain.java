package wattle.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/// `wattle collect` with meters that are always there, in a process that can be sent signals.
final class CollectMain {

    private CollectMain() {}

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, java.nio.charset.StandardCharsets.UTF_8);
    }

    public static void main(String[] words) {
        var console = new Console(writer(System.out), writer(System.err));
        var command =
                new CollectCommand(
                        console,
                        System.getenv(),
                        () -> List.of(FakeSource.processor(), FakeSource.node()));
        System.exit(
                new CommandLine(command.spec())
                        .setExecutionExceptionHandler((problem, _, _) -> {
                            if (problem instanceof Failure failure) {
                                System.err.println(failure.line());
                                return failure.exitCode();
                            }
                            throw problem;
                        })
                        .execute(words));
    }
}
