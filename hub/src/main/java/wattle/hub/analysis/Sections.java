package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The sections of an analysis. None rests on another, so they are computed beside each other on as
/// many processors as there are, and are the same on any number. For one thread, which is one of
/// those that compute.
final class Sections {

    private final List<Section<?>> all = new ArrayList<>();

    /// One section, and what its figures leave out.
    static final class Section<T> {

        private final Function<Exclusions, T> how;
        private final Exclusions exclusions = new Exclusions();
        private @Nullable T result;

        private Section(Function<Exclusions, T> how) {
            this.how = how;
        }

        private void compute() {
            result = how.apply(exclusions);
        }

        /// Once they are computed.
        T get() {
            return Objects.requireNonNull(result);
        }
    }

    <T> Section<T> add(Function<Exclusions, T> how) {
        var section = new Section<T>(how);
        all.add(section);
        return section;
    }

    void compute() {
        all.parallelStream().forEach(Section::compute);
    }

    /// What all of them left out, in the order in which they were added.
    List<Excluded> excluded() {
        return all.stream().flatMap(each -> each.exclusions.list().stream()).toList();
    }
}
