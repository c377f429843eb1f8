package wattle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/// What every source of grid data has to do when it cannot answer, whatever it is asked for.
///
/// @param <S> the port
abstract class GridSourceContract<S> {

    private static final String REMOTE = "a source that is remote is tested with this, too";

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

    /// Whether somebody else's machine is asked. A source on this machine answers false, and is
    /// spared what can go wrong on the way only: refusals, limits, slowness.
    protected boolean isRemote() {
        return true;
    }

    /// A source that refuses whoever asks.
    protected S notAuthorised() throws Exception {
        throw new AssertionError(REMOTE);
    }

    /// A source that was asked too often and says that it may be asked again at [#retryAt].
    protected S limited() throws Exception {
        throw new AssertionError(REMOTE);
    }

    protected Instant retryAt() {
        throw new AssertionError(REMOTE);
    }

    /// A source whose server has a fault or is not there.
    protected S unreachable() throws Exception {
        throw new AssertionError(REMOTE);
    }

    /// Sources that answer what they do not document, by what is wrong: not JSON, cut off, a field
    /// missing, text for a number.
    protected abstract Map<String, Callable<S>> malformed() throws Exception;

    /// A source that takes longer to answer than any test may last.
    protected S slow() throws Exception {
        throw new AssertionError(REMOTE);
    }

    /// What must not be in any message: passwords, tokens, and their encoded forms. The server
    /// should repeat some of them in its refusals.
    protected abstract List<String> secrets();

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

    @Test
    void whoeverMayNotIsToldSo() throws Exception {
        assumeTrue(isRemote(), "a source on this machine has no server that could do that");
        refused(notAuthorised(), zone(), labels(), Reason.NOT_AUTHORISED);
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        assumeTrue(isRemote(), "a source on this machine has no server that could do that");
        GridException refusal = refused(limited(), zone(), labels(), Reason.LIMITED);
        assertThat(refusal.retryAt()).isEqualTo(retryAt());
        assertThat(refusal.getMessage()).contains(retryAt().toString());
    }

    @Test
    void aServerThatIsDownIsUnreachable() throws Exception {
        assumeTrue(isRemote(), "a source on this machine has no server that could do that");
        refused(unreachable(), zone(), labels(), Reason.UNREACHABLE);
    }

    @Test
    void whatIsNotDocumentedIsMalformedAndNeverAValue() throws Exception {
        for (Map.Entry<String, Callable<S>> each : malformed().entrySet()) {
            try {
                refused(each.getValue().call(), zone(), labels(), Reason.MALFORMED);
            } catch (AssertionError failure) {
                throw new AssertionError(each.getKey(), failure);
            }
        }
    }

    @Test
    void anInterruptedThreadComesBackSoon() throws Exception {
        assumeTrue(isRemote(), "a source on this machine has no server that could do that");
        S source = slow();
        var asked = new FutureTask<>(() -> ask(source, zone(), labels()));
        Thread thread = Thread.ofPlatform().start(asked);
        thread.join(Duration.ofMillis(300));
        assertThat(asked.isDone()).as("it is slow").isFalse();
        thread.interrupt();
        Throwable ended = catchThrowable(() -> asked.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
        assertThat(ended)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
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
