package wattle.hub.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import wattle.series.csv.InvalidFileException;

class SentFileTest {

    @Test
    void fewAreReadAtOnceAndAllAreRead() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var read = new AtomicInteger();
        var both = new CountDownLatch(2);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            senders.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            read.addAndGet(
                                    SentFile.read(() -> {
                                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                        both.countDown();
                                        both.await();
                                        now.decrementAndGet();
                                        return 1;
                                    }));
                        } catch (InterruptedException left) {
                            Thread.currentThread().interrupt();
                        }
                    }));
        }
        for (Thread each : senders) {
            each.join();
        }
        assertThat(read).hasValue(8);
        assertThat(most).hasValue(2);
    }

    @Test
    void whatIsWrongWithAFileIsSaidAsItIs() {
        assertThatThrownBy(() ->
                        SentFile.read(() -> {
                            throw new InvalidFileException(
                                    Path.of("it"), 3, null, "is odd", "Mend it.");
                        }))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("it line 3: is odd. Mend it.");
    }
}
