package wattle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.procfs.CpuInfo;
import wattle.report.json.FootprintWriter;

/// `wattle doctor`: which meters work here, what to do about the others, and what Wattle would use.
final class DoctorCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;
    private final Supplier<List<MeterSource>> sources;
    private final Duration limit;

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.doctor/1.");

    DoctorCommand(Console console) {
        this(
                console,
                System.getenv(),
                () -> MeterSources.all(MeterSources.ofWholeMachine(System.getenv())),
                SurveyedSource.LIMIT);
    }

    /// @param sources asked for when the command runs
    /// @param limit after which a source that has not answered is unreadable
    DoctorCommand(
            Console console,
            Map<String, String> environment,
            Supplier<List<MeterSource>> sources,
            Duration limit) {
        this.console = console;
        this.environment = environment;
        this.sources = sources;
        this.limit = limit;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "doctor",
                        "Say which meters work on this machine, and what to do about the others.",
                        "wattle doctor"),
                json);
    }

    @Override
    public Integer call() throws InterruptedException {
        CpuInfo cpu = CpuInfo.read(Path.of("/proc"));
        ThisMachine machine = ThisMachine.of(environment, cpu.virtual());
        List<SurveyedSource> surveyed = SurveyedSource.of(sources.get(), limit);
        CpuPower model = CpuPower.of(cpu, Machine.threads(Machine.facts(Path.of("/proc"))));
        List<Use> uses = Use.of(surveyed, model);
        if (json.given()) {
            printJson(machine, surveyed, uses, model);
        } else {
            printText(machine, surveyed, uses, model);
        }
        return Exit.DONE.code();
    }

    private void printText(
            ThisMachine machine, List<SurveyedSource> surveyed, List<Use> uses, CpuPower model) {
        console.out().println("Meters");
        var states = new Columns();
        for (SurveyedSource each : surveyed) {
            addTo(states, each);
        }
        states.print("  ", console.out());
        for (SurveyedSource each : surveyed) {
            if (!each.parts().isEmpty()) {
                console.out().println();
                console.out().println("Parts that " + each.name() + " gives");
                var parts = new Columns();
                each.parts().forEach(part -> parts.add(part.cells()));
                parts.print("  ", console.out());
            }
        }
        console.out().println();
        console.out().println("What a run here uses");
        var table = new Columns();
        for (Use each : uses) {
            table.add(each.component(), each.basis(), each.how());
            if (each.component().equals("cpu") && each.parts().isEmpty()) {
                model.notes().forEach(note -> table.add("", "", note));
            }
        }
        table.print("  ", console.out());
        console.out().println();
        console.out().println("This machine");
        var about = new Columns();
        machine.addTo(about);
        about.print("  ", console.out());
    }

    /// One line for what works, and one for each problem.
    private static void addTo(Columns states, SurveyedSource source) {
        String name = source.name();
        if (source.state() == SurveyedSource.State.USABLE) {
            int count = source.parts().size();
            states.add(name, "usable", count == 1 ? "1 part" : count + " parts");
            name = "";
        }
        for (MeterProblem each : source.problems()) {
            String state = source.state() == SurveyedSource.State.USABLE ? "but" : "";
            states.add(name, name.isEmpty() ? state : source.state().label(), each.text());
            name = "";
        }
    }

    private void printJson(
            ThisMachine machine, List<SurveyedSource> surveyed, List<Use> uses, CpuPower model) {
        try (JsonGenerator out = FootprintWriter.generator(console.out())) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.doctor/1");
            out.writeName("sources");
            out.writeStartArray();
            surveyed.forEach(each -> each.write(out));
            out.writeEndArray();
            out.writeName("uses");
            out.writeStartArray();
            uses.forEach(each -> each.write(out));
            out.writeEndArray();
            out.writeName("cpu_model");
            out.writeStartObject();
            out.writeStringProperty("name", model.model().name());
            out.writeStringProperty("method", model.model().source());
            out.writeNumberProperty("thread_low_watts", model.model().full().low().watts());
            out.writeNumberProperty("thread_watts", model.model().full().value().watts());
            out.writeNumberProperty("thread_high_watts", model.model().full().high().watts());
            out.writeName("notes");
            out.writeStartArray();
            model.notes().forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
            machine.write(out);
            FootprintWriter.versions(machine.versions(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }
}
