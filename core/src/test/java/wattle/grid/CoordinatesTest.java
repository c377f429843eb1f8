package wattle.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;

class CoordinatesTest {

    private static final double RADIUS = 6371.0088;

    /// The angle between the two points as vectors from the centre of the earth, by both their
    /// cross and their dot product: exact near and far, and without a haversine.
    private static double byVectors(Coordinates a, Coordinates b) {
        double[] p = vector(a);
        double[] q = vector(b);
        double[] cross = {
            p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]
        };
        double dot = p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
        double length = Math.sqrt(cross[0] * cross[0] + cross[1] * cross[1] + cross[2] * cross[2]);
        return RADIUS * Math.atan2(length, dot);
    }

    private static double[] vector(Coordinates point) {
        double lat = Math.toRadians(point.latitude());
        double lon = Math.toRadians(point.longitude());
        return new double[] {
            Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)
        };
    }

    private static Coordinates any(Random random) {
        return new Coordinates(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
    }

    @Test
    void theDistanceIsThatOfTheVectors() throws Exception {
        Property.forAll(
                2000,
                random -> {
                    Coordinates a = any(random);
                    Coordinates near =
                            new Coordinates(
                                    Math.clamp(
                                            a.latitude() + random.nextGaussian() * 1e-3, -90, 90),
                                    a.longitude());
                    for (Coordinates b : new Coordinates[] {any(random), near, a}) {
                        assertThat(a.kilometresTo(b)).isCloseTo(byVectors(a, b), within(1e-3));
                        assertThat(a.kilometresTo(b)).isEqualTo(b.kilometresTo(a));
                        assertThat(a.kilometresTo(b)).isBetween(0.0, Math.PI * RADIUS + 1e-9);
                    }
                });
    }

    @Test
    void aWayRoundIsNoShorter() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Coordinates a = any(random);
                    Coordinates b = any(random);
                    Coordinates c = any(random);
                    assertThat(a.kilometresTo(c))
                            .isLessThanOrEqualTo(a.kilometresTo(b) + b.kilometresTo(c) + 1e-6);
                });
    }

    @Test
    void atAPoleAllLongitudesAreOnePlace() {
        for (double latitude : new double[] {90, -90}) {
            assertThat(new Coordinates(latitude, 0).kilometresTo(new Coordinates(latitude, 137)))
                    .isCloseTo(0, within(1e-9));
        }
        assertThat(new Coordinates(90, 12).kilometresTo(new Coordinates(-90, -77)))
                .isCloseTo(Math.PI * RADIUS, within(1e-6));
    }

    @Test
    void theDateLineIsNoBorder() {
        Coordinates west = new Coordinates(-17, 179.9);
        Coordinates east = new Coordinates(-17, -179.9);

        assertThat(west.kilometresTo(east)).isCloseTo(byVectors(west, east), within(1e-6));
        assertThat(west.kilometresTo(east)).isLessThan(22);
        assertThat(new Coordinates(10, 180).kilometresTo(new Coordinates(10, -180)))
                .isCloseTo(0, within(1e-6));
    }

    /// A degree of a great circle, and the distance from Paris to London that every map has.
    @Test
    void knownDistances() {
        assertThat(new Coordinates(0, 0).kilometresTo(new Coordinates(0, 1)))
                .isCloseTo(111.195, within(0.001));
        assertThat(new Coordinates(48.86, 2.35).kilometresTo(new Coordinates(51.51, -0.13)))
                .isCloseTo(344, within(2.0));
    }

    @Test
    void whatIsNoPointIsRefused() {
        assertThatThrownBy(() -> new Coordinates(90.1, 0)).hasMessageContaining("90.1");
        assertThatThrownBy(() -> new Coordinates(0, 181)).hasMessageContaining("181");
        assertThatThrownBy(() -> new Coordinates(Double.NaN, 0)).hasMessageContaining("NaN");
    }
}
