package wattle.hub.web.calculation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commands of the program, to be carried out within it. Threads share it.
@FunctionalInterface
public interface Calculations {

    /// Carries a command out, asks no service and ends no process.
    ///
    /// @param arguments such as `estimate`, `--json`, `--hours=9`; a user's words stand behind an
    ///   equals sign or, with nothing but such behind it, behind `--`
    /// @throws InterruptedException if the thread was interrupted
    Result calculate(List<String> arguments) throws InterruptedException;

    /// What came of it.
    ///
    /// @param json what was printed; empty where it was refused
    /// @param remarks what the user is told beside
    /// @param refusal null where it was done
    record Result(String json, List<String> remarks, @Nullable Refusal refusal) {

        public Result {
            remarks = List.copyOf(remarks);
        }
    }

    /// Why it was not done.
    ///
    /// @param exitCode that the command line ends with
    /// @param code such as `WATTLE-3012`
    /// @param problem what, where and why
    /// @param advice what to do; may be empty
    record Refusal(int exitCode, String code, String problem, String advice) {}
}
