package wattle.hub.page.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The documents that are shown: those of `docs/` that tell how to use Wattle. Each is called by
/// the name of its file, whatever folder it is in. A test compares the list with the folders.
final class Documents {

    private Documents() {}

    /// Documents of one kind.
    ///
    /// @param folder below `docs/`
    /// @param names of files, without `.md`
    record Shelf(String folder, String title, List<String> names) {

        Shelf {
            names = List.copyOf(names);
        }
    }

    static final List<Shelf> SHELVES =
            List.of(
                    new Shelf("tutorial", "Tutorial", List.of("measure-a-training-run")),
                    new Shelf(
                            "how-to",
                            "How to",
                            List.of(
                                    "attribution-and-scope",
                                    "budgets",
                                    "collector",
                                    "credentials",
                                    "dashboards",
                                    "find-a-zone",
                                    "import-intensity",
                                    "keep-claims",
                                    "plan-a-queue",
                                    "send-codecarbon-to-the-hub",
                                    "serve-the-hub",
                                    "serving-grams-per-request",
                                    "shift-a-run",
                                    "shift-jobs-on-kubernetes",
                                    "shift-jobs-on-slurm",
                                    "slurm-and-many-ranks",
                                    "watch-a-run",
                                    "when-something-is-wrong")),
                    new Shelf(
                            "concepts",
                            "Concepts",
                            List.of(
                                    "counting-carbon",
                                    "dodge-2022",
                                    "forecasts",
                                    "intensity-fallback",
                                    "measured-and-modelled",
                                    "planning",
                                    "scale",
                                    "uncertainty")),
                    new Shelf(
                            "reference",
                            "Reference",
                            List.of(
                                    "claims",
                                    "footprint",
                                    "grid-electricitymaps",
                                    "grid-faults",
                                    "grid-sources",
                                    "http-api",
                                    "meters-host",
                                    "meters-nvml",
                                    "outputs",
                                    "record",
                                    "zones")));

    /// The folder of a document; null where there is none of that name.
    static @Nullable String folder(String name) {
        for (Shelf each : SHELVES) {
            if (each.names().contains(name)) {
                return each.folder();
            }
        }
        return null;
    }

    /// @param name one of the names
    static String read(String folder, String name) {
        String path = "document/" + folder + "/" + name + ".md";
        // Beside the style and the scripts, in the package of all pages.
        try (InputStream in = wattle.hub.page.Pages.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("this build of Wattle lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
