package wattle.grid.forecast;

import java.util.OptionalDouble;

/// Adds up the errors of one model in one band. For one thread.
final class Tally {

    private final String model;
    private final Band band;
    private final double floor;
    private long values;
    private double absolute;
    private double signed;
    private double relative;
    private long aboveFloor;
    private long ranged;
    private long within;
    private double skill;
    private long days;

    Tally(String model, Band band, double floor) {
        this.model = model;
        this.band = band;
        this.floor = floor;
    }

    Band band() {
        return band;
    }

    void add(double said, double came) {
        values++;
        absolute += Math.abs(said - came);
        signed += said - came;
        if (came > floor) {
            aboveFloor++;
            relative += Math.abs(said - came) / came;
        }
    }

    void addRange(double low, double high, double came) {
        ranged++;
        within += came >= low && came <= high ? 1 : 0;
    }

    void addDay(double rankingSkill) {
        days++;
        skill += rankingSkill;
    }

    Score score() {
        return new Score(
                model,
                band,
                values,
                absolute / values,
                share(100 * relative, aboveFloor),
                values - aboveFloor,
                signed / values,
                share(skill, days),
                share((double) within, ranged));
    }

    private static OptionalDouble share(double sum, long count) {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    boolean isEmpty() {
        return values == 0;
    }
}
