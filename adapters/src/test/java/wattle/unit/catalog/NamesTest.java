package wattle.unit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import wattle.unit.catalog.UnknownNameException.Kind;

class NamesTest {

    @Test
    void lettersAndDigitsAreCompared() {
        assertThat(Names.squash("Côte d’Ivoire")).isEqualTo("cotedivoire");
        assertThat(Names.tokens("Intel(R) Arc(TM) A770-Graphics"))
                .containsExactly("intel", "arc", "a770", "graphics");
    }

    @Test
    void theDefaultLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Names.squash("INDIA")).isEqualTo("india");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void distanceCountsLetters() {
        assertThat(Names.distance("a100", "a100")).isZero();
        assertThat(Names.distance("a1000", "a100")).isEqualTo(1);
        assertThat(Names.distance("frnace", "france")).isEqualTo(1);
        assertThat(Names.distance("", "abc")).isEqualTo(3);
        assertThat(Names.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void suggestionsAreFewNearAndInOrder() {
        NearMisses misses = new NearMisses("tpuv5");
        for (String name :
                List.of("tpuv1", "tpuv5e", "tpuv2", "tpuv3", "tpuv4", "tpuv5p", "a100")) {
            misses.offer(name, name);
        }

        assertThat(misses.nearest()).containsExactly("tpuv5e", "tpuv5p", "tpuv1", "tpuv2", "tpuv3");
    }

    @Test
    void aRefusalIsASentence() {
        var one = UnknownNameException.unknown(Kind.ZONE, "FRX", List.of("FR"), "See: x");
        var three = UnknownNameException.ambiguous(Kind.ZONE, "a", List.of("b", "c", "d"), "");

        assertThat(one).hasMessage("zone \"FRX\" is not known. Did you mean FR?");
        assertThat(one.advice()).isEqualTo("See: x");
        assertThat(three).hasMessage("zone \"a\" can mean several things. Did you mean b, c or d?");
        assertThat(UnknownNameException.unknown(Kind.CPU, "x", List.of(), ""))
                .hasMessage("CPU \"x\" is not known.");
    }
}
