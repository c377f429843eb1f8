package wattle.hub.page.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The formats of others in which a claim can be taken along. Each leaves out what the claim does
/// not state, or says that it is not stated.
public enum Format {
    BIBTEX("BibTeX", "the entry of a bibliography", "claim.bib", "application/x-bibtex"),
    LATEX("LaTeX", "a sentence and a table for a paper", "claim.tex", "text/x-tex"),
    MARKDOWN("Markdown", "a table for a README", "claim.md", "text/markdown"),
    MODEL_CARD(
            "Model card (YAML)",
            "co2_eq_emissions of a Hugging Face card, in grams",
            "model-card.yaml",
            "application/yaml"),
    BOAMPS(
            "BoAmps",
            "a report in JSON; it has no carbon, and lacks what no claim states, such as the"
                    + " operating system",
            "boamps.json",
            "application/json"),
    SCI(
            "SCI report",
            "the parts of a software carbon intensity, as far as they are stated",
            "sci.md",
            "text/markdown"),
    EU_FORM(
            "EU form",
            "energy and compute of the training, for a model documentation form",
            "eu-form.txt",
            "text/plain"),
    CITATION("CITATION.cff", "how to cite this record", "CITATION.cff", "text/plain"),
    JSON_LD(
            "JSON-LD",
            "the record as a Dataset of schema.org",
            "claim.jsonld",
            "application/ld+json");

    private final String label;
    private final String use;
    private final String file;
    private final String type;

    Format(String label, String use, String file, String type) {
        this.label = label;
        this.use = use;
        this.file = file;
        this.type = type;
    }

    public String label() {
        return label;
    }

    /// What it is for, in words.
    public String use() {
        return use;
    }

    /// Its last part of the address, and the name of the file.
    public String file() {
        return file;
    }

    /// The media type, always in UTF-8.
    String type() {
        boolean json = type.endsWith("json");
        return json ? type : type + "; charset=utf-8";
    }

    /// @return null where the claim has nothing that the format could say
    @Nullable String of(Exported claim) {
        return switch (this) {
            case BIBTEX -> Bibtex.of(claim);
            case LATEX -> Latex.of(claim);
            case MARKDOWN -> ClaimMarkdown.of(claim);
            case MODEL_CARD -> CardYaml.of(claim);
            case BOAMPS -> Boamps.of(claim);
            case SCI -> SciReport.of(claim);
            case EU_FORM -> EuForm.of(claim);
            case CITATION -> Cff.of(claim);
            case JSON_LD -> JsonLd.of(claim);
        };
    }

    /// Those that the claim has something for.
    static List<Format> fitting(Exported claim) {
        return Arrays.stream(values()).filter(each -> each.of(claim) != null).toList();
    }
}
