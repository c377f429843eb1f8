package wattle.grid.cache;

import java.nio.file.Path;
import java.util.function.IntConsumer;

/// A process of its own that notes hours, one question for each, and says after each that it did.
final class MergeMain {

    private MergeMain() {}

    /// @param arguments the folder, the first hour, the last, and the step from one to the next
    public static void main(String[] arguments) {
        merge(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                System.out::println);
    }

    static void merge(Path folder, int from, int to, int step, IntConsumer done) {
        var cache = new GridCache(folder, System.err::println);
        for (int hour = from; hour < to; hour += step) {
            var answer = Values.hours("m1", Values.LONG_AFTER, hour, hour + 1, 0);
            cache.merge(
                    CacheKey.of(answer), Values.span(hour, hour + 1), Values.LONG_AFTER, answer);
            done.accept(hour);
        }
    }
}
