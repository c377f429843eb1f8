package wattle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `wattle slurm plan`: when a job should be let into the queue.
final class SlurmPlanCommand implements Callable<Integer> {

    private final Console console;
    private final SlurmPlanning planning;
    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.slurm-plan/1.");

    SlurmPlanCommand(Console console, Map<String, String> environment, Home home, Clock clock) {
        this.console = console;
        planning = new SlurmPlanning(console, environment, home, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "plan",
                        "Find when a job should begin, given its queue.",
                        "wattle slurm plan --zone DE --duration 6h --power-watts 2400");
        return Opt.add(planning.addTo(command), json);
    }

    @Override
    public Integer call() {
        var text = new SlurmPlanText(planning.plan(), ZoneId.systemDefault());
        var printed = new StringWriter();
        var out = new PrintWriter(printed);
        if (json.given()) {
            text.json(out);
        } else {
            text.table(out);
        }
        out.flush();
        console.out().print(printed);
        return Exit.DONE.code();
    }
}
