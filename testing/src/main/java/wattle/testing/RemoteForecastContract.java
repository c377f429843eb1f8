package wattle.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import wattle.grid.GridException.Reason;
import wattle.grid.IntensityForecast;

/// What a source of forecasts on somebody else's machine has to do beyond
/// [IntensityForecastContract]: refusals, limits, faults and slowness of a server.
public abstract class RemoteForecastContract extends IntensityForecastContract {

    /// A source that refuses whoever asks.
    protected abstract IntensityForecast notAuthorised() throws Exception;

    /// A source that was asked too often and says that it may be asked again at [#retryAt].
    protected abstract IntensityForecast limited() throws Exception;

    protected abstract Instant retryAt();

    /// A source whose server has a fault or is not there.
    protected abstract IntensityForecast unreachable() throws Exception;

    /// Sources that answer what they do not document, by what is wrong: not JSON, cut off, a field
    /// missing, text for a number. At least one.
    protected abstract Map<String, Callable<IntensityForecast>> malformed() throws Exception;

    /// A source that takes longer to answer than any test may last.
    protected abstract IntensityForecast slow() throws Exception;

    @Override
    protected abstract List<String> secrets();

    @Test
    void whoeverMayNotIsToldSo() throws Exception {
        isRefused(notAuthorised(), Reason.NOT_AUTHORISED);
    }

    @Test
    void whoeverAsksTooOftenIsToldWhenToAskAgain() throws Exception {
        isLimited(limited(), retryAt());
    }

    @Test
    void aServerThatIsDownIsUnreachable() throws Exception {
        isRefused(unreachable(), Reason.UNREACHABLE);
    }

    @Test
    void whatIsNotDocumentedIsMalformedAndNeverAValue() throws Exception {
        areMalformed(malformed());
    }

    @Test
    void anInterruptedThreadComesBackSoon() throws Exception {
        endsWhenInterrupted(slow());
    }
}
