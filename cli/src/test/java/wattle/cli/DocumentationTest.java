package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Links of the documentation lead somewhere, and its commands and their options exist.
class DocumentationTest {

    private static final Path ROOT = WrappedShell.LAUNCHER.resolveSibling("").toAbsolutePath();

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /// `wattle run`, `$ ./wattle grid zones`, `srun … wattle report`; not `wattle.footprint/1`, and
    /// not Wattle's own output, `wattle: …`.
    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-])(?:\\./)?wattle ([a-z]+)");

    private static final Pattern SUBCOMMAND = Pattern.compile(" ([a-z]+)");

    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]+");

    @TestFactory
    Stream<DynamicTest> relativeLinksLeadToFiles() throws IOException {
        return pages().stream()
                .map(page ->
                        DynamicTest.dynamicTest(
                                ROOT.relativize(page).toString(), () -> checkLinks(page)));
    }

    @TestFactory
    Stream<DynamicTest> commandsExistAndHaveTheirOptions() throws IOException {
        return pages().stream()
                .map(page ->
                        DynamicTest.dynamicTest(
                                ROOT.relativize(page).toString(), () -> checkCommands(page)));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            pages.add(ROOT.resolve(name));
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static void checkLinks(Path page) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            String target = link.group(1);
            if (target.contains("://") || target.startsWith("mailto:")) {
                continue;
            }
            int hash = target.indexOf('#');
            String file = hash < 0 ? target : target.substring(0, hash);
            Path to = file.isEmpty() ? page : page.resolveSibling(file);
            assertThat(to).as(target).exists();
            if (hash >= 0) {
                assertThat(headings(to)).as(target).contains(target.substring(hash + 1));
            }
        }
    }

    /// As GitHub names them: in lower case, spaces become dashes, other signs go.
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(java.util.Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static void checkCommands(Path page) throws IOException {
        for (String line : code(Files.readString(page))) {
            Matcher command = COMMAND.matcher(line);
            while (command.find()) {
                String name = command.group(1);
                Called help = Called.wattle(name, "--help");
                assertThat(help.out()).as(line).startsWith("Usage: wattle " + name + " ");
                if (name.equals("slurm") || name.equals("hub")) {
                    checkSubcommand(List.of(name), line, command.end());
                } else if (!name.equals("grid")) {
                    checkOptions(line, command.end(), help.out());
                }
            }
        }
    }

    /// The last of the words has the options: `hub token create`.
    private static void checkSubcommand(List<String> words, String line, int from) {
        Matcher sub = SUBCOMMAND.matcher(line).region(from, line.length());
        List<String> more = new ArrayList<>(words);
        if (sub.lookingAt()) {
            more.add(sub.group(1));
            if (help(more).exit() == 0) {
                checkSubcommand(more, line, sub.end());
                return;
            }
        }
        checkOptions(line, from, help(words).out());
    }

    private static Called help(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add("--help");
        return Called.wattle(all.toArray(String[]::new));
    }

    /// Those up to the `--` that ends them, or to where a shell or a comment begins anew.
    private static void checkOptions(String line, int from, String help) {
        String rest = line.substring(from);
        String own = rest.split(" -- | && | \\| |;| {3,}", 2)[0];
        Matcher option = OPTION.matcher(own);
        while (option.find()) {
            assertThat(help)
                    .as(line)
                    .containsPattern("\\s" + Pattern.quote(option.group()) + "[=\\s]");
        }
    }

    /// The lines of fenced blocks, those that end with a backslash joined with the next, and what
    /// stands between backticks.
    private static List<String> code(String text) {
        List<String> code = new ArrayList<>();
        boolean fenced = false;
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                fenced = !fenced;
            } else if (fenced) {
                code.add(line);
            } else {
                Matcher inline = INLINE.matcher(line);
                while (inline.find()) {
                    code.add(inline.group(1));
                }
            }
        }
        return code;
    }
}
