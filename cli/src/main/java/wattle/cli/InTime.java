package wattle.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Questions of which some may never be answered, such as those to a sick driver.
final class InTime {

    private InTime() {}

    /// Asks all at once, each on a thread of its own.
    ///
    /// @param limit how long to wait for all together
    /// @param otherwise what stands instead of an answer that failed or is late, from the question
    ///   and why
    /// @return one answer for each question, in their order
    static <Q, A> List<A> answers(
            List<Q> questions,
            Function<Q, A> ask,
            Duration limit,
            BiFunction<Q, String, A> otherwise)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<FutureTask<A>> asked = new ArrayList<>();
        for (Q each : questions) {
            var task = new FutureTask<>(() -> ask.apply(each));
            asked.add(task);
            Thread.ofPlatform().daemon().name("ask").start(task);
        }
        List<A> answers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Q question = questions.get(i);
            try {
                long left = Math.max(0, deadline - System.nanoTime());
                answers.add(asked.get(i).get(left, TimeUnit.NANOSECONDS));
            } catch (ExecutionException failed) {
                answers.add(otherwise.apply(question, String.valueOf(failed.getCause())));
            } catch (TimeoutException late) {
                answers.add(
                        otherwise.apply(
                                question, "it has not answered in " + limit.toSeconds() + " s"));
            }
        }
        return answers;
    }
}
