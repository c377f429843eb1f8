package wattle.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// One option of a command, written out rather than annotated: reading annotations takes 40 ms and
/// more of a start. What it defaults to is said in its description and decided where it is read.
///
/// @param <T> the type of its value
final class Opt<T> {

    private final OptionSpec spec;

    private Opt(OptionSpec spec) {
        this.spec = spec;
    }

    static Opt<Boolean> flag(String name, String description) {
        return new Opt<>(
                OptionSpec.builder(name)
                        .type(boolean.class)
                        .description(plain(description))
                        .build());
    }

    static Opt<String> text(String name, String label, String description) {
        return of(name, label, description, String.class);
    }

    static Opt<Double> number(String name, String label, String description) {
        return of(name, label, description, Double.class);
    }

    static Opt<Integer> whole(String name, String label, String description) {
        return of(name, label, description, Integer.class);
    }

    /// An option that may be given several times.
    static Opt<String[]> texts(String name, String label, String description) {
        return of(name, label, description + " Repeatable.", String[].class);
    }

    private static <T> Opt<T> of(String name, String label, String description, Class<T> type) {
        return new Opt<>(
                OptionSpec.builder(name)
                        .paramLabel(label)
                        .type(type)
                        .description(plain(description))
                        .build());
    }

    /// Picocli takes descriptions for format strings, and warns of a percent sign that is one.
    private static String plain(String description) {
        return description.replace("%", "%%");
    }

    OptionSpec spec() {
        return spec;
    }

    /// Whether it was given; for a flag, whether it is on.
    boolean given() {
        Object value = spec.getValue();
        return value instanceof Boolean on ? on : value != null;
    }

    @Nullable T value() {
        return spec.getValue();
    }

    T or(T otherwise) {
        T value = value();
        return value == null ? otherwise : value;
    }

    /// The value of an option that was given.
    T get() {
        return Objects.requireNonNull(value());
    }

    /// All values of an option that may be given several times.
    static List<String> all(Opt<String[]> option) {
        return List.of(option.or(new String[0]));
    }

    /// Notes the value under the option's name, if it was given.
    void save(Map<String, String> texts) {
        Object value = spec.getValue();
        if (value != null) {
            texts.put(spec.longestName().substring(2), value.toString());
        }
    }

    /// Takes the value that was noted, as if it had been given.
    void restore(Map<String, String> texts) {
        String text = texts.get(spec.longestName().substring(2));
        if (text == null) {
            return;
        }
        Class<?> type = spec.type();
        Object value = text;
        if (type == Double.class) {
            value = Double.valueOf(text);
        } else if (type == Integer.class) {
            value = Integer.valueOf(text);
        } else if (type == boolean.class) {
            value = Boolean.valueOf(text);
        }
        spec.setValue(value);
    }

    static PositionalParamSpec words(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .required(!arity.startsWith("0"))
                .type(String[].class)
                .description(description)
                .build();
    }

    /// The words that a parameter was given.
    static List<String> all(PositionalParamSpec parameter) {
        String[] words = parameter.getValue();
        return words == null ? List.of() : List.of(words);
    }

    /// A command's name, what it does, and an example that runs as it stands.
    static CommandSpec command(Object command, String name, String description, String example) {
        return CommandSpec.wrapWithoutInspection(command)
                .name(name)
                .usageMessage(
                        new UsageMessageSpec()
                                .description(description)
                                .footer("", "Example:", "  " + example));
    }

    static CommandSpec add(CommandSpec command, Opt<?>... options) {
        for (Opt<?> each : options) {
            command.addOption(each.spec);
        }
        return command;
    }
}
