package wattle.meter.amd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisibleGpusTest {

    private static final List<String> UUIDS = List.of("GPU-a0", "GPU-a1", "GPU-a2", "GPU-a3");

    private static List<Integer> visible(String... variables) {
        var environment = new java.util.HashMap<String, String>();
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        VisibleGpus gpus = VisibleGpus.of(environment);
        return IntStream.range(0, 4).filter(i -> gpus.test(i, UUIDS.get(i))).boxed().toList();
    }

    @Test
    void leavesAllWithoutVariables() {
        assertThat(visible()).containsExactly(0, 1, 2, 3);
        assertThat(VisibleGpus.of(Map.of())).isEqualTo(VisibleGpus.ALL);
    }

    @Test
    void choosesByNumberAndById() {
        assertThat(visible("ROCR_VISIBLE_DEVICES", "2, GPU-A0")).containsExactly(0, 2);
        assertThat(visible("HIP_VISIBLE_DEVICES", "3")).containsExactly(3);
        assertThat(visible("CUDA_VISIBLE_DEVICES", "1")).containsExactly(1);
        assertThat(visible("HIP_VISIBLE_DEVICES", "3", "CUDA_VISIBLE_DEVICES", "1"))
                .containsExactly(3);
    }

    @Test
    void numbersAnewAmongWhatTheRuntimeLeaves() {
        assertThat(visible("ROCR_VISIBLE_DEVICES", "3,1", "HIP_VISIBLE_DEVICES", "0"))
                .containsExactly(3);
        assertThat(visible("ROCR_VISIBLE_DEVICES", "3,1", "HIP_VISIBLE_DEVICES", "2")).isEmpty();
    }

    @Test
    void endsAtWhatIsNoEntry() {
        assertThat(visible("ROCR_VISIBLE_DEVICES", "1,-1,2")).containsExactly(1);
        assertThat(visible("ROCR_VISIBLE_DEVICES", "")).isEmpty();
    }
}
