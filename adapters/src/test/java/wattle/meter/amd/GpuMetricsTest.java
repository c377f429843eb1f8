package wattle.meter.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuMetricsTest {

    /// Offsets and sizes as a C compiler lays the structures of `kgd_pp_interface.h` out.
    @ParameterizedTest
    @CsvSource({"1,24", "2,24", "3,24", "4,24", "5,88", "6,88", "7,24", "8,24"})
    void findsTheAccumulatorOfEachLayout(int content, int at) {
        byte[] bytes = table(1, content, 120);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, 0x1234_5678_9abcL);
        assertThat(GpuMetrics.energyTicks(bytes, bytes.length)).isEqualTo(0x1234_5678_9abcL);
    }

    @Test
    void findsTheShortAccumulatorOfTheFirstLayout() {
        byte[] bytes = table(1, 0, 80);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(36, 0xfedc_ba98);
        assertThat(GpuMetrics.energyTicks(bytes, bytes.length)).isEqualTo(0xfedc_ba98L);
    }

    @ParameterizedTest
    @CsvSource({"1,9", "2,0", "2,4", "3,0", "0,0", "1,200"})
    void knowsNoOther(int format, int content) {
        byte[] bytes = table(format, content, 120);
        assertThat(GpuMetrics.energyTicks(bytes, bytes.length)).isEqualTo(GpuMetrics.NONE);
    }

    @Test
    void refusesWhatIsCutOffOrFalse() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(130)];
            random.nextBytes(bytes);
            byte[] buffer = java.util.Arrays.copyOf(bytes, GpuMetrics.SIZE);
            long ticks = GpuMetrics.energyTicks(buffer, bytes.length);
            assertThat(ticks).isGreaterThanOrEqualTo(GpuMetrics.NONE);
            if (bytes.length < 32) {
                assertThat(ticks).isEqualTo(GpuMetrics.NONE);
            }
        }
    }

    private static byte[] table(int format, int content, int size) {
        byte[] bytes = new byte[size];
        bytes[0] = (byte) size;
        bytes[2] = (byte) format;
        bytes[3] = (byte) content;
        return bytes;
    }
}
