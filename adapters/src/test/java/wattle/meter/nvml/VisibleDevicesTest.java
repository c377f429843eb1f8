package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.nvml.VisibleDevices.Gpu;
import wattle.meter.nvml.VisibleDevices.Slice;
import wattle.meter.nvml.VisibleDevices.Visible;

/// Three GPUs, the last of them cut into slices. Letters stand for them in what is expected.
class VisibleDevicesTest {

    private static final String A = "GPU-8932f937-d72c-4106-c12f-20bd9faed9f6";
    private static final String B = "GPU-8932aaaa-0000-1111-2222-333344445555";
    private static final String C = "GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f";
    private static final Slice X = new Slice("MIG-c7384736-a75d-5afc-978f-d2f1294409fd", 1, 0);
    private static final Slice Y = new Slice("MIG-a28ad590-3fda-56dd-84fc-0a0b96edc58d", 2, 1);

    private static final List<Gpu> GPUS =
            List.of(
                    new Gpu(0, A, "A100", List.of()),
                    new Gpu(1, B, "A100", List.of()),
                    new Gpu(2, C, "A100", List.of(X, Y)));

    private static final Map<String, String> LETTERS =
            Map.of(A, "a", B, "b", C, "c", X.uuid(), "x", Y.uuid(), "y");

    @ParameterizedTest(name = "CUDA_VISIBLE_DEVICES={0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0                     | a",
                "2,0                   | ca",
                "' 1 , 2'              | bc",
                "+1                    | b",
                "1x                    | b",
                "''                    | ''",
                "'  '                  | ''",
                "-1                    | ''",
                "0,2,-1,1              | ac",
                "0,7,1                 | a",
                "0,,1                  | a",
                "99999999999999        | ''",
                "NoDevFiles            | ''",
                "0,1,0                 | ''",
                "GPU-8932f             | a",
                "GPU-8932              | ''",
                "GPU-5c,GPU-8932a      | cb",
                "GPU-5c,GPU-8932,GPU-8932a | c",
                "GPU-5c,0              | c",
                "0,GPU-5c              | a",
                "gpu-5c                | ''",
                "MIG-c7384736-a75d-5afc-978f-d2f1294409fd | x",
                "MIG-a28ad590,MIG-c7   | yx",
                "MIG-                  | ''",
                "MIG-GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f/1/0 | x",
                "MIG-GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f/2/1 | y",
                "MIG-GPU-5c89852c-d268-c3f3-1b07-005d5ae1dc3f/2/0 | ''",
                "MIG-GPU-8932f937-d72c-4106-c12f-20bd9faed9f6/1/0 | ''",
                "MIG-c7,0              | x",
            })
    void readsTheListAsCudaDoes(String list, String expected) {
        assertThat(letters(visible(list, null))).isEqualTo(expected);
    }

    @Test
    void withoutTheVariableEveryGpuIsVisibleAsAWhole() {
        assertThat(letters(visible(null, null))).isEqualTo("abc");
    }

    @Test
    void knowsTheUuidsThatDriversBefore470GiveToSlices() {
        var old = new Slice("MIG-" + C + "/1/0", 1, 0);
        var gpus = List.of(new Gpu(0, C, "A100", List.of(old)));
        var visible =
                VisibleDevices.of(Map.of("CUDA_VISIBLE_DEVICES", "MIG-" + C + "/1/0")).among(gpus);
        assertThat(visible.includes(old.uuid())).isTrue();
        assertThat(visible.includes(C)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1,0"})
    void doubtsIndicesWhereModelsDiffer(String list) {
        assertThat(visible(list, null, mixed()).problems())
                .singleElement()
                .satisfies(each ->
                        assertThat(each.text())
                                .contains("CUDA_VISIBLE_DEVICES=" + list)
                                .contains("CUDA_DEVICE_ORDER=PCI_BUS_ID"));
        assertThat(visible(list, "FASTEST_FIRST", mixed()).problems()).hasSize(1);
    }

    @Test
    void doesNotDoubtWhatIsSure() {
        assertThat(visible("0", null).problems()).isEmpty();
        assertThat(visible("0", "PCI_BUS_ID", mixed()).problems()).isEmpty();
        assertThat(visible("GPU-8932f", null, mixed()).problems()).isEmpty();
        assertThat(visible(null, null, mixed()).problems()).isEmpty();
        assertThat(visible("-1", null, mixed()).problems()).isEmpty();
    }

    private static List<Gpu> mixed() {
        return List.of(new Gpu(0, A, "T4", List.of()), new Gpu(1, B, "A100", List.of()));
    }

    private static Visible visible(@Nullable String list, @Nullable String order) {
        return visible(list, order, GPUS);
    }

    private static Visible visible(@Nullable String list, @Nullable String order, List<Gpu> gpus) {
        var environment = new HashMap<String, String>();
        if (list != null) {
            environment.put("CUDA_VISIBLE_DEVICES", list);
        }
        if (order != null) {
            environment.put("CUDA_DEVICE_ORDER", order);
        }
        return VisibleDevices.of(environment).among(gpus);
    }

    private static String letters(Visible visible) {
        var letters = new StringBuilder();
        for (String each : visible.uuids()) {
            letters.append(LETTERS.get(each));
        }
        return letters.toString();
    }
}
