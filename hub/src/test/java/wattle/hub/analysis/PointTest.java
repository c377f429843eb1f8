package wattle.hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.testing.Property;

class PointTest {

    @Test
    void theFrontIsThatOfComparingEachWithEach() throws Exception {
        Property.forAll(
                500,
                random -> {
                    boolean higher = random.nextBoolean();
                    List<Point> all = new ArrayList<>();
                    int n = random.nextInt(10) == 0 ? 200 : random.nextInt(25);
                    for (int i = 0; i < n; i++) {
                        all.add(new Point("m" + i, random.nextInt(6), random.nextInt(6)));
                    }
                    List<Point> expected =
                            all.stream()
                                    .filter(each ->
                                            all.stream()
                                                    .noneMatch(other ->
                                                            dominates(other, each, higher)))
                                    .sorted(
                                            Comparator.comparingDouble(Point::cost)
                                                    .thenComparing(Point::modelId))
                                    .toList();
                    assertThat(Point.front(all, higher)).isEqualTo(expected);
                });
    }

    private static boolean dominates(Point one, Point other, boolean higher) {
        double score = higher ? one.score() - other.score() : other.score() - one.score();
        double cost = other.cost() - one.cost();
        return score >= 0 && cost >= 0 && (score > 0 || cost > 0);
    }

    @Test
    void equalModelsStayTogetherAndWhatOnlyEqualsOnOneSideGoes() {
        var cheap = new Point("b", 1, 5);
        var same = new Point("a", 1, 5);
        var worse = new Point("c", 1, 4);
        var dearer = new Point("d", 2, 5);
        var better = new Point("e", 3, 6);
        List<Point> all = List.of(dearer, cheap, worse, better, same);
        assertThat(Point.front(all, true)).containsExactly(same, cheap, better);
        assertThat(Point.front(all, false)).containsExactly(worse);
    }

    @Test
    void zeroIsZeroWhateverItsSign() {
        var one = new Point("a", 0.0, -0.0);
        var other = new Point("b", 0.0, 0.0);
        assertThat(Point.front(List.of(one, other), true)).containsExactlyInAnyOrder(one, other);
        assertThat(Point.front(List.of(one, other), false)).containsExactlyInAnyOrder(one, other);
    }
}
