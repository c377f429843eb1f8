package wattle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.Labels;
import wattle.grid.Signal;

/// What every source of grid data has to do when it cannot answer, whatever it is asked for. What
/// can go wrong on the way to a server only is in [RemoteHistoryContract] and
/// [RemoteForecastContract].
///
/// @param <S> the port
abstract class GridSourceContract<S> {

    /// How long an interrupted source may take to end.
    private static final Duration SOON = Duration.ofSeconds(10);

    /// A source that has values for the zone.
    protected abstract S healthy() throws Exception;

    /// A zone for which the source has values.
    protected abstract GridZone zone();

    /// A kind of intensity that the source has for the zone.
    protected abstract Labels labels();

    /// A zone of this source's kind that it does not know.
    protected abstract GridZone unknownZone();

    /// What must not be in any message: passwords, tokens, and their encoded forms. A server should
    /// repeat some of them in its refusals. A source on this machine has none.
    protected List<String> secrets() {
        return List.of();
    }

    /// Asks in the way of the port.
    abstract Object ask(S source, GridZone zone, Labels labels) throws Exception;

    abstract String name(S source);

    abstract List<Labels> offers(S source);

    @Test
    void hasANameAndOffersWhatIsAskedOfIt() throws Exception {
        S source = healthy();
        assertThat(name(source)).isNotBlank().isLowerCase();
        assertThat(zone().source()).isEqualTo(name(source));
        assertThat(offers(source)).contains(labels()).doesNotHaveDuplicates();
    }

    @Test
    void aZoneThatItDoesNotKnowIsRefused() throws Exception {
        refused(healthy(), unknownZone(), labels(), Reason.UNKNOWN_ZONE);
    }

    @Test
    void aZoneOfAnotherSourceIsRefused() throws Exception {
        refused(healthy(), new GridZone("elsewhere", zone().key()), labels(), Reason.UNKNOWN_ZONE);
    }

    @Test
    void aKindThatItDoesNotOfferIsRefused() throws Exception {
        S source = healthy();
        for (Signal signal : Signal.values()) {
            for (Factor factor : Factor.values()) {
                var labels = new Labels(signal, factor);
                if (!offers(source).contains(labels)) {
                    refused(source, zone(), labels, Reason.NOT_OFFERED);
                }
            }
        }
    }

    final void isLimited(S source, Instant retryAt) {
        GridException refusal = refused(source, zone(), labels(), Reason.LIMITED);
        assertThat(refusal.retryAt()).isEqualTo(retryAt);
        assertThat(refusal.getMessage()).contains(retryAt.toString());
    }

    final void areMalformed(Map<String, Callable<S>> sources) throws Exception {
        assertThat(sources).isNotEmpty();
        for (Map.Entry<String, Callable<S>> each : sources.entrySet()) {
            try {
                isRefused(each.getValue().call(), Reason.MALFORMED);
            } catch (AssertionError failure) {
                throw new AssertionError(each.getKey(), failure);
            }
        }
    }

    /// @param slow takes longer to answer than any test may last
    final void endsWhenInterrupted(S slow) throws Exception {
        var asked = new FutureTask<>(() -> ask(slow, zone(), labels()));
        Thread thread = Thread.ofPlatform().start(asked);
        thread.join(Duration.ofMillis(300));
        assertThat(asked.isDone()).as("it is slow").isFalse();
        thread.interrupt();
        Throwable ended = catchThrowable(() -> asked.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
        assertThat(ended)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    final void isRefused(S source, Reason reason) {
        refused(source, zone(), labels(), reason);
    }

    private GridException refused(S source, GridZone zone, Labels labels, Reason reason) {
        Throwable refusal = catchThrowable(() -> ask(source, zone, labels));
        assertThat(refusal).isInstanceOf(GridException.class);
        var told = (GridException) refusal;
        assertThat(told.reason()).as(told.getMessage()).isEqualTo(reason);
        assertThat(told.getMessage()).isNotBlank();
        withoutSecrets(told);
        for (String secret : secrets()) {
            assertThat(String.valueOf(source)).doesNotContain(secret);
        }
        return told;
    }

    /// Messages, causes and whatever else a stack trace shows.
    private void withoutSecrets(Throwable told) {
        var trace = new StringWriter();
        told.printStackTrace(new PrintWriter(trace));
        for (String secret : secrets()) {
            assertThat(trace.toString()).doesNotContain(secret);
        }
    }
}
