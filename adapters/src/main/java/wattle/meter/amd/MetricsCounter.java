package wattle.meter.amd;

import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.sysfs.KernelFile;
import wattle.unit.Energy;

/// The energy accumulator in `gpu_metrics`. It starts with the driver.
record MetricsCounter(Part part, CounterScale scale, KernelFile file) implements CounterMeter {

    static final Energy TICK = new Energy(1.0 / 65536);

    @Override
    public long read() throws MeterException {
        long ticks = GpuMetrics.energyTicks(file.bytes(), file.refresh());
        if (ticks == GpuMetrics.NONE) {
            throw MeterException.unreadable(
                    "energy of " + part.name(), "gpu_metrics holds no energy accumulator");
        }
        return ticks;
    }

    @Override
    public void close() {
        file.close();
    }
}
