package wattle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import wattle.meter.CounterMeter;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.Part;
import wattle.meter.PowerMeter;

/// What every source of meters has to do. An adapter's test extends it and gives four machines: one
/// where all is well, one without the hardware, one where reading is not allowed, one where it
/// fails.
public abstract class MeterContract {

    /// A source on a machine with at least one meter that works.
    protected abstract MeterSource healthy() throws Exception;

    /// A source on a machine without such hardware.
    protected abstract MeterSource absent() throws Exception;

    /// A source on a machine where the hardware is there and reading is refused.
    protected abstract MeterSource refused() throws Exception;

    /// A source on a machine where the hardware is there and fails.
    protected abstract MeterSource broken() throws Exception;

    /// Lets the meters of `healthy` see some energy go by.
    protected void draw() throws Exception {}

    @Test
    void findsMetersWithNamesAndIdsOfTheirOwn() throws Exception {
        var names = new HashSet<String>();
        var ids = new HashSet<String>();
        withHealthy(meters -> {
            assertThat(meters).isNotEmpty();
            for (Meter meter : meters) {
                Part part = meter.part();
                assertThat(names.add(part.name())).as("a name of its own: " + part).isTrue();
                assertThat(ids.add(part.id())).as("an id of its own: " + part).isTrue();
                assertThat(part.source()).isNotBlank();
            }
        });
    }

    @Test
    void aSourceThatFindsSomethingWasLikely() throws Exception {
        assertThat(healthy().likely()).isTrue();
    }

    @Test
    void keepsItsNameAndIdAcrossTwoSearches() throws Exception {
        List<Part> first = partsOfHealthy();
        assertThat(partsOfHealthy()).isEqualTo(first);
    }

    @Test
    void countersGoUpAndPowersStayBelowTheirLimit() throws Exception {
        withHealthy(meters -> {
            long[] before = new long[meters.size()];
            for (int i = 0; i < before.length; i++) {
                before[i] = value(meters.get(i));
                assertThat(before[i]).as(meters.get(i).part().name()).isNotNegative();
            }
            draw();
            for (int i = 0; i < before.length; i++) {
                Meter meter = meters.get(i);
                if (meter instanceof CounterMeter counter && counter.scale().wrapsAt().isEmpty()) {
                    assertThat(counter.read())
                            .as(meter.part().name())
                            .isGreaterThanOrEqualTo(before[i]);
                }
                if (meter instanceof PowerMeter power) {
                    assertThat(power.readMicrowatts() / 1e6)
                            .as(meter.part().name())
                            .isLessThanOrEqualTo(power.limit().watts());
                    assertThat(power.window()).isNotNegative();
                }
            }
        });
    }

    @Test
    void mayBeReadByAThreadThatDidNotFindIt() throws Exception {
        withHealthy(meters -> {
            var read = new FutureTask<>(() -> value(meters.getFirst()));
            Thread.ofPlatform().start(read);
            try {
                assertThat(read.get()).isNotNegative();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        });
    }

    @Test
    void refusesToBeReadAfterItWasClosedTwice() throws Exception {
        List<? extends Meter> meters = healthy().find().meters();
        meters.forEach(Meter::close);
        meters.forEach(Meter::close);
        for (Meter meter : meters) {
            assertThatThrownBy(() -> value(meter)).isInstanceOf(MeterException.class);
        }
    }

    @Test
    void saysWhatIsAbsent() throws Exception {
        Found found = absent().find();
        assertThat(found.meters()).isEmpty();
        assertThat(found.problems())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).isInstanceOf(MeterProblem.NotPresent.class))
                .allSatisfy(each -> assertThat(each.what()).isNotBlank());
    }

    @Test
    void saysWhatIsRefusedAndTheRemedy() throws Exception {
        Found found = refused().find();
        assertThat(found.problems())
                .anySatisfy(each ->
                        assertThat(each)
                                .isInstanceOfSatisfying(
                                        MeterProblem.NoPermission.class,
                                        no -> assertThat(no.remedy()).isNotBlank()));
        closeAll(found);
    }

    /// A sensor that fails may say so when it is found or when it is read, and never with a value.
    @Test
    void saysWhatIsBroken() throws Exception {
        Found found = broken().find();
        if (found.meters().isEmpty()) {
            assertThat(found.problems())
                    .anySatisfy(
                            each -> assertThat(each).isInstanceOf(MeterProblem.Unreadable.class));
        }
        for (Meter meter : found.meters()) {
            assertThatThrownBy(() -> value(meter)).isInstanceOf(MeterException.class);
        }
        closeAll(found);
    }

    /// The counter in ticks or the power in microwatts.
    protected static long value(Meter meter) throws MeterException {
        return switch (meter) {
            case CounterMeter counter -> counter.read();
            case PowerMeter power -> power.readMicrowatts();
        };
    }

    /// Something done with the meters of a machine where all is well.
    protected interface Use {
        void of(List<? extends Meter> meters) throws Exception;
    }

    protected final void withHealthy(Use use) throws Exception {
        Found found = healthy().find();
        try {
            use.of(found.meters());
        } finally {
            closeAll(found);
        }
    }

    private List<Part> partsOfHealthy() throws Exception {
        Found found = healthy().find();
        closeAll(found);
        return found.meters().stream().map(Meter::part).toList();
    }

    private static void closeAll(Found found) {
        found.meters().forEach(Meter::close);
    }
}
