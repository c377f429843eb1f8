package wattle.meter.nvml;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import wattle.meter.MeterSource;
import wattle.testing.MeterContract;

/// NVML as every source of meters has to be: with counters, with gauges of power, with nothing but
/// utilisation, and for a job's slices.
class NvmlContractTest {

    private static StubNvml gpus() {
        return StubNvml.withGpus(2).set(0, "busy", 50).set(1, "busy", 100);
    }

    @Nested
    class Counters extends Contract {
        @Override
        protected MeterSource healthy() {
            return gpus().source();
        }
    }

    @Nested
    class Powers extends Contract {
        @Override
        protected MeterSource healthy() {
            return gpus().fail("nvmlDeviceGetTotalEnergyConsumption", 3)
                    .fail("field 83", 3)
                    .source();
        }
    }

    @Nested
    class Models extends Contract {
        @Override
        protected MeterSource healthy() {
            return gpus().fail("nvmlDeviceGetTotalEnergyConsumption", 3)
                    .fail("nvmlDeviceGetFieldValues", 3)
                    .fail("nvmlDeviceGetPowerUsage", 3)
                    .source();
        }
    }

    @Nested
    class Slices extends Contract {
        @Override
        protected MeterSource healthy() {
            return gpus().slice(0, "MIG-1", "NVIDIA A100-SXM4-40GB MIG 3g.20gb", 1, 0, 3)
                    .slice(0, "MIG-2", "NVIDIA A100-SXM4-40GB MIG 2g.10gb", 2, 0, 2)
                    .job(Map.of("CUDA_VISIBLE_DEVICES", "MIG-1,MIG-2"));
        }
    }

    abstract static class Contract extends MeterContract {

        @Override
        protected MeterSource absent() {
            return Nvml.ofMachine().withLibrary("/nowhere/libnvidia-ml.so.1");
        }

        @Override
        protected MeterSource refused() {
            return gpus().fail("*", 4).fail("nvmlInit_v2", 0).source();
        }

        @Override
        protected MeterSource broken() {
            return gpus().fail("*", 999).fail("nvmlInit_v2", 0).source();
        }
    }
}
