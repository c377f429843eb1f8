package wattle.hub.page.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Signal;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.submission.BoampsFile;
import wattle.hub.submission.ModelCardFile;
import wattle.hub.submission.PublishedRuns;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.check.Provenance;
import wattle.ledger.check.Recomputation;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.testing.ledger.RandomClaims;

class FormatTest {

    private static final String ADDRESS = "http://hub.test/models/1?revision=3";
    private static final Claim GPT3 =
            requireNonNull(PublishedRuns.shipped().get("published/patterson-gpt3-175b"));

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @TempDir private Path folder;

    private static Exported exported(Claim claim, State state) {
        var entry =
                new Entry(
                        UUID.fromString("019b0000-0000-7000-8000-000000000001"),
                        3,
                        "some/key",
                        state,
                        Instant.parse("2026-03-01T04:05:06Z"),
                        "sender",
                        "sender",
                        claim,
                        "why",
                        7);
        var checked =
                new CheckedClaim(entry, Recomputation.of(claim), Provenance.of(claim), List.of());
        return new Exported(checked, claim, ADDRESS, LocalDate.parse("2026-11-23"));
    }

    private static String text(Format format, Claim claim) {
        return requireNonNull(format.of(exported(claim, State.PUBLISHED)), format.label());
    }

    private static Object yaml(String text) {
        return requireNonNull(
                new Load(LoadSettings.builder().build()).loadFromString(text), "some YAML");
    }

    /// Every claim that there can be, in every format that is read by a parser of its own.
    @Test
    void randomClaimsAreReadBack() throws IOException {
        var claims = new RandomClaims(new Random(20261123));
        int boamps = 0;
        for (int i = 0; i < 300; i++) {
            Claim claim = claims.next();
            assertThat(yaml(text(Format.CITATION, claim))).isInstanceOf(Map.class);
            assertThat(MAPPER.readTree(text(Format.JSON_LD, claim)).path("about").path("name"))
                    .hasToString(MAPPER.writeValueAsString(claim.subject().model()));
            String card = Format.MODEL_CARD.of(exported(claim, State.PUBLISHED));
            if (card != null) {
                assertThat(yaml(card)).isInstanceOf(Map.class);
            }
            assertBraces(Bibtex.of(exported(claim, State.PUBLISHED)), false);
            assertBraces(text(Format.LATEX, claim), true);
            assertThat(text(Format.SCI, claim)).startsWith("# SCI report: ");
            assertThat(text(Format.MARKDOWN, claim)).contains(ADDRESS);
            String report = Format.BOAMPS.of(exported(claim, State.PUBLISHED));
            if (report != null) {
                boamps++;
                assertSame(read(report), claim);
            }
        }
        assertThat(boamps).isGreaterThan(50);
    }

    private Claim read(String report) throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), report);
        return requireNonNull(BoampsFile.read(file).values().iterator().next());
    }

    /// What both formats hold.
    private static void assertSame(Claim read, Claim claim) {
        double joules = requireNonNull(claim.reported().energy()).value().joules();
        assertThat(requireNonNull(read.reported().energy()).value().joules())
                .isCloseTo(joules, within(1e-12 * joules + 1e-20));
        assertThat(read.subject().model()).isEqualTo(claim.subject().model());
        assertThat(read.subject().parameters()).isEqualTo(claim.subject().parameters());
        assertThat(read.inputs().accelerator()).isEqualTo(claim.inputs().accelerator());
        Double devices = claim.inputs().devices();
        if (claim.inputs().accelerator() != null
                && devices != null
                && devices % 1 == 0
                && devices < 1e15) {
            assertThat(read.inputs().devices()).isEqualTo(devices);
        }
        Double hours = claim.inputs().wallHours();
        if (hours == null) {
            assertThat(read.inputs().wallHours()).isNull();
        } else {
            assertThat(read.inputs().wallHours()).isCloseTo(hours, within(1e-12 * hours));
        }
        if (claim.inputs().signal() == Signal.AVERAGE) {
            assertThat(read.inputs().intensity()).isEqualTo(claim.inputs().intensity());
        }
    }

    /// BibTeX counts braces behind a backslash too, LaTeX does not.
    private static void assertBraces(String text, boolean escapedOnesAside) {
        String counted = escapedOnesAside ? text.replaceAll("\\\\[{}]", "") : text;
        int depth = 0;
        for (int i = 0; i < counted.length(); i++) {
            char c = counted.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            assertThat(depth).as(text).isNotNegative();
        }
        assertThat(depth).as(text).isZero();
    }

    @Test
    void boampsOfAPublishedRunGivesItsNumbersBack() throws IOException {
        Claim read = read(text(Format.BOAMPS, GPT3));
        assertSame(read, GPT3);
        assertThat(read.reported().energy()).hasToString("1287000 kWh");
        assertThat(read.subject().stages()).isEqualTo(GPT3.subject().stages());
        JsonNode report = MAPPER.readTree(text(Format.BOAMPS, GPT3));
        assertThat(report.at("/header/publisher/confidentialityLevel").asString())
                .isEqualTo("public");
        assertThat(report.at("/header/reportDatetime").asString()).isEqualTo("2026-03-01 04:05:06");
        // What nobody stated is not there.
        assertThat(report.has("system")).isFalse();
        assertThat(report.has("software")).isFalse();
        assertThat(report.has("quality")).isFalse();
        assertThat(report.at("/task/dataset").isMissingNode()).isTrue();
        String held = requireNonNull(Format.BOAMPS.of(exported(GPT3, State.HELD)));
        assertThat(held).doesNotContain("confidentialityLevel");
    }

    @Test
    void hostileTextsStayTexts() throws IOException {
        Claim claim = Hostile.claim();
        String model = claim.subject().model();
        Map<?, ?> cff = (Map<?, ?>) yaml(text(Format.CITATION, claim));
        assertThat(cff.get("cff-version")).hasToString("1.2.0");
        assertThat(cff.get("title")).isEqualTo("Energy and carbon of " + model);
        assertThat(cff.get("authors"))
                .isEqualTo(List.of(Map.of("name", "developer" + Hostile.SCRIPT)));
        assertThat(((Map<?, ?>) requireNonNull(cff.get("preferred-citation"))).get("date-accessed"))
                .isEqualTo("2026-11-23");
        assertThat(cff.get("url")).isEqualTo(ADDRESS);
        Map<?, ?> card =
                (Map<?, ?>)
                        requireNonNull(
                                ((Map<?, ?>) yaml(text(Format.MODEL_CARD, claim)))
                                        .get("co2_eq_emissions"));
        assertThat(card.get("emissions")).isEqualTo(90_000);
        assertThat(card.get("hardware_used")).isEqualTo("8 × accelerator" + Hostile.SCRIPT);
        Path file =
                Files.writeString(
                        folder.resolve("card.md"),
                        "---\n" + text(Format.MODEL_CARD, claim) + "model_name: M\n---\n");
        Claim read = requireNonNull(ModelCardFile.read(file).values().iterator().next());
        assertThat(read.inputs().place().location())
                .contains("city" + Hostile.SCRIPT, "country" + Hostile.SCRIPT);

        JsonNode ld = MAPPER.readTree(text(Format.JSON_LD, claim));
        assertThat(ld.path("@type").asString()).isEqualTo("Dataset");
        assertThat(ld.path("name").asString()).isEqualTo("Energy and carbon of " + model);
        assertThat(ld.at("/citation/0/name").asString())
                .isEqualTo("document" + Hostile.SCRIPT + ", table" + Hostile.SCRIPT);
        assertThat(ld.at("/variableMeasured/0/value").decimalValue())
                .isEqualTo(new BigDecimal("352"));
        assertThat(ld.at("/variableMeasured/0/unitCode").asString()).isEqualTo("KWH");
        assertThat(ld.at("/variableMeasured/1/unitCode").asString()).isEqualTo("KGM");

        assertThat(MAPPER.readTree(text(Format.BOAMPS, claim)).at("/task/taskFamily").asString())
                .isEqualTo("task" + Hostile.SCRIPT);
        String form = text(Format.EU_FORM, claim);
        assertThat(form).contains("Model: " + model + "\n");
    }

    @Test
    void latexHasNoCommandsOfOthers() {
        String tex = text(Format.LATEX, Hostile.claim());
        // '{}$\' of the text, as LaTeX prints them.
        assertThat(tex).contains("\\{\\}\\$\\textbackslash{}").doesNotContain("$\\\\");
        String bare =
                tex.replaceFirst("\\A%.*\n", "")
                        .replaceAll("\\\\[{}$&#_%]", "")
                        .replace("\\textbackslash{}", "");
        assertThat(bare).doesNotContain("$", "#", "%", "_");
        assertThat(bare.lines().filter(each -> each.contains("&")))
                .hasSize(4)
                .allMatch(each -> each.chars().filter(c -> c == '&').count() == 3);
        List<String> commands = new ArrayList<>();
        var command = java.util.regex.Pattern.compile("\\\\([a-z]+)").matcher(bare);
        while (command.find()) {
            commands.add(command.group(1));
        }
        assertThat(Set.copyOf(commands))
                .isEqualTo(
                        Set.of(
                                "cite",
                                "emph",
                                "begin",
                                "end",
                                "caption",
                                "hline",
                                "textsubscript"));
        String bib = text(Format.BIBTEX, Hostile.claim());
        assertThat(bib)
                .startsWith("@misc{wattle-019b0000")
                .contains("\\textbraceleft{}\\textbraceright{}\\$\\textbackslash{}")
                .contains("accessed 2026-11-23");
    }

    @Test
    void markdownHasNoLinksAndMarkupOfOthers() {
        for (Format each : List.of(Format.MARKDOWN, Format.SCI)) {
            var document =
                    Parser.builder()
                            .extensions(List.of(TablesExtension.create()))
                            .build()
                            .parse(text(each, Hostile.claim()));
            List<String> found = new ArrayList<>();
            document.accept(
                    new AbstractVisitor() {
                        @Override
                        public void visit(HtmlInline html) {
                            found.add("html " + html.getLiteral());
                        }

                        @Override
                        public void visit(HtmlBlock html) {
                            found.add("html " + html.getLiteral());
                        }

                        @Override
                        public void visit(Image image) {
                            found.add("image " + image.getDestination());
                        }

                        @Override
                        public void visit(Link link) {
                            found.add(link.getDestination());
                        }
                    });
            assertThat(found).as(each.label()).containsExactly(ADDRESS);
            assertThat(
                            TextContentRenderer.builder()
                                    .extensions(List.of(TablesExtension.create()))
                                    .build()
                                    .render(document))
                    .contains("=model" + Hostile.SCRIPT, "accelerator" + Hostile.SCRIPT);
        }
    }

    private static Claim training(Reported reported, @Nullable Double tokens, Stage... stages) {
        return new Claim(
                new Subject("M", null, null, Set.of(stages), null, null, null, 7e9, tokens),
                Inputs.UNSTATED,
                reported,
                List.of(),
                Evidence.NONE);
    }

    private static Reported reported(String megawattHours, String tonnes, CarbonBasis basis) {
        return new Reported(
                Printed.of(megawattHours, EnergyUnit.MEGAWATT_HOUR),
                EnergyBoundary.FACILITY,
                Printed.of(tonnes, CarbonUnit.TONNE),
                basis,
                null);
    }

    @Test
    void aScoreNeedsTheMakingOfTheEquipment() {
        Claim operation =
                training(reported("20", "5", CarbonBasis.LOCATION), 1e12, Stage.PRE_TRAINING);
        assertThat(text(Format.SCI, operation))
                .contains("since M is not; O alone is 0.00000500 g CO2eq per training token")
                .contains("| M, carbon of making | not stated |");
        Claim whole =
                training(reported("20", "50", CarbonBasis.LIFECYCLE), 1e12, Stage.PRE_TRAINING);
        assertThat(text(Format.SCI, whole))
                .contains("| Score | 0.0000500 g CO2eq per training token |");
        Claim contracts =
                training(reported("20", "5", CarbonBasis.MARKET), 1e12, Stage.PRE_TRAINING);
        assertThat(text(Format.SCI, contracts)).contains("| O, operational carbon | not stated |");
        Claim use = training(reported("20", "5", CarbonBasis.LIFECYCLE), 1e12, Stage.INFERENCE);
        assertThat(text(Format.SCI, use))
                .contains("| Score | not stated |", "| R, functional unit | not stated |");
    }

    @Test
    void theFormAsksForTwoFigures() {
        assertThat(
                        text(
                                Format.EU_FORM,
                                training(reported("24.70", "5", CarbonBasis.LOCATION), null)))
                .contains("(MWh): 24.70\n", "Training compute (FLOP): N/A");
        assertThat(text(Format.EU_FORM, training(reported("20", "5", CarbonBasis.LOCATION), null)))
                .contains("(MWh): 20 (published with one significant figure");
        assertThat(
                        Format.EU_FORM.of(
                                exported(
                                        training(
                                                reported("20", "5", CarbonBasis.LOCATION),
                                                null,
                                                Stage.INFERENCE),
                                        State.PUBLISHED)))
                .isNull();
        assertThat(text(Format.EU_FORM, training(Reported.NOTHING, null)))
                .contains("Energy used for training (MWh): N/A: the claim does not state it");
    }
}
