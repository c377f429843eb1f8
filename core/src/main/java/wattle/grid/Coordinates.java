package wattle.grid;

/// A point on the earth in degrees, WGS 84.
///
/// @param latitude -90 to 90, north is positive
/// @param longitude -180 to 180, east is positive
public record Coordinates(double latitude, double longitude) {

    /// The mean radius of the earth, (2a + b) / 3, by the International Union of Geodesy and
    /// Geophysics.
    private static final double EARTH_RADIUS_KILOMETRES = 6371.0088;

    public Coordinates {
        if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
            throw new IllegalArgumentException(
                    "a latitude lies in -90 to 90 degrees and a longitude in -180 to 180: "
                            + latitude
                            + ", "
                            + longitude);
        }
    }

    /// The distance along the great circle in kilometres, on a sphere: within 0.6 % of that on the
    /// ellipsoid.
    ///
    /// By the haversine, which keeps its precision for points close together (R. W. Sinnott,
    /// "Virtues of the haversine", Sky and Telescope 68, 1984).
    public double kilometresTo(Coordinates other) {
        double half = Math.toRadians(other.latitude - latitude) / 2;
        double turn = Math.toRadians(other.longitude - longitude) / 2;
        double h =
                Math.sin(half) * Math.sin(half)
                        + Math.cos(Math.toRadians(latitude))
                                * Math.cos(Math.toRadians(other.latitude))
                                * Math.sin(turn)
                                * Math.sin(turn);
        return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.sqrt(Math.min(1, h)));
    }

    @Override
    public String toString() {
        return latitude + ", " + longitude;
    }
}
