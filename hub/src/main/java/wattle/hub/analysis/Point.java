package wattle.hub.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A model of a board.
///
/// @param modelId which
/// @param cost kg CO2eq or kWh, as the front says
/// @param score by the board's metric
public record Point(String modelId, double cost, double score) {

    private static final int SOME = 64;

    /// The models that no other beats or equals on one side and beats on the other: less cost, a
    /// better score. Models that are equal in both stay together. By cost, then by id.
    static List<Point> front(List<Point> all, boolean higherIsBetter) {
        if (all.size() <= 2 * SOME) {
            return frontOfFew(all, higherIsBetter);
        }
        // Most of many are beaten by the front of some, which saves putting them in order.
        List<Point> some = frontOfFew(all.subList(0, SOME), higherIsBetter);
        return frontOfFew(
                all.stream().filter(each -> !each.isBeatenByAny(some, higherIsBetter)).toList(),
                higherIsBetter);
    }

    private boolean isBeatenByAny(List<Point> others, boolean higherIsBetter) {
        for (Point other : others) {
            boolean better = higherIsBetter ? other.score > score : other.score < score;
            if (better && other.cost <= cost) {
                return true;
            }
        }
        return false;
    }

    private static List<Point> frontOfFew(List<Point> few, boolean higherIsBetter) {
        Comparator<Point> byScore = Comparator.comparingDouble(Point::score);
        List<Point> sorted = new ArrayList<>(few);
        sorted.sort(
                Comparator.comparingDouble(Point::cost)
                        .thenComparing(higherIsBetter ? byScore.reversed() : byScore)
                        .thenComparing(Point::modelId));
        List<Point> front = new ArrayList<>();
        for (Point each : sorted) {
            if (front.isEmpty() || each.isOnFrontAfter(front.getLast(), higherIsBetter)) {
                front.add(each);
            }
        }
        return front;
    }

    /// The last of the front so far has the best score of all that cost as much or less.
    private boolean isOnFrontAfter(Point last, boolean higherIsBetter) {
        boolean better = higherIsBetter ? score > last.score : score < last.score;
        return better || (score == last.score && cost == last.cost);
    }
}
