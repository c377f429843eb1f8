package wattle.cli;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Stage;

/// Which claims are meant. Options that several commands share.
final class SelectionOptions {

    private final Opt<String> source =
            Opt.text("--source", "NAME", "Where they come from: published, survey, codecarbon, …");

    private final Opt<String> model =
            Opt.text("--model", "TEXT", "The model's name has this in it.");
    private final Opt<String> task = Opt.text("--task", "TASK", "Such as image_classification.");
    private final Opt<String> dataset = Opt.text("--dataset", "DATASET", "Such as imagenet.");
    private final Opt<Integer> from = Opt.whole("--from-year", "Y", "Published in it or later.");
    private final Opt<Integer> to = Opt.whole("--to-year", "Y", "Published in it or earlier.");
    private final Opt<String> country = Opt.text("--country", "CC", "Two letters, such as FR.");

    private final Opt<String> energySource =
            Opt.text("--energy-source", "SOURCE", "Main source of the grid, such as coal.");

    private final Opt<String> stage =
            Opt.text("--stage", "STAGE", words(Stage.values(), Stage::label));

    private final Opt<String> boundary =
            Opt.text(
                    "--boundary",
                    "BOUNDARY",
                    "Of the energy: " + words(EnergyBoundary.values(), EnergyBoundary::label));

    private final Opt<String> basis =
            Opt.text(
                    "--basis",
                    "BASIS",
                    "Of the carbon: " + words(CarbonBasis.values(), CarbonBasis::label));

    private final Opt<String> provenance =
            Opt.text("--provenance", "LEVEL", words(Provenance.values(), Provenance::label));

    private final Opt<String> state =
            Opt.text(
                    "--state",
                    "STATE",
                    words(State.values(), State::label) + " Default: published.");

    CommandSpec addTo(CommandSpec command) {
        Opt.add(command, source, model, task, dataset, from, to, country, energySource);
        return Opt.add(command, stage, boundary, basis, provenance, state);
    }

    /// @throws Failure if a word is none of those that are known
    Selection selection() {
        if (from.given() && to.given() && from.get() > to.get()) {
            throw new Failure(
                    Exit.USAGE, 381, "--from-year comes after --to-year", "Exchange the two.");
        }
        return new Selection(
                source.value(),
                model.value(),
                task.value(),
                dataset.value(),
                from.value(),
                to.value(),
                country.value() == null ? null : country.get().toUpperCase(java.util.Locale.ROOT),
                energySource.value(),
                chosen("--stage", stage, Stage.values(), Stage::label),
                chosen("--boundary", boundary, EnergyBoundary.values(), EnergyBoundary::label),
                chosen("--basis", basis, CarbonBasis.values(), CarbonBasis::label),
                chosen("--provenance", provenance, Provenance.values(), Provenance::label),
                chosen("--state", state, State.values(), State::label));
    }

    private static <E> @Nullable E chosen(
            String name, Opt<String> option, E[] values, Function<E, String> label) {
        return option.given() ? Words.choose(name, option.get(), values, label) : null;
    }

    private static <E> String words(E[] values, Function<E, String> label) {
        return Arrays.stream(values).map(label).collect(Collectors.joining(", ")) + ".";
    }
}
