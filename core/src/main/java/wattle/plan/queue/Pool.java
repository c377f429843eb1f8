package wattle.plan.queue;

import wattle.plan.Slots;
import wattle.unit.Pue;

/// Devices of one kind in one zone: how many there are in each slot, and what a kilowatt-hour that
/// they draw emits, facility overhead included. Immutable; threads may share it.
public final class Pool {

    private final String zone;
    private final Slots intensity;
    private final int[] devices;

    private Pool(String zone, Slots intensity, int[] devices) {
        this.zone = zone;
        this.intensity = intensity;
        this.devices = devices;
    }

    /// @param intensity of the grid
    /// @param devices that may be used, for each slot; not negative
    public static Pool of(String zone, Slots intensity, Pue pue, int... devices) {
        if (devices.length != intensity.size()) {
            throw new IllegalArgumentException(
                    intensity.size() + " slots need as many capacities, not " + devices.length);
        }
        for (int each : devices) {
            if (each < 0) {
                throw new IllegalArgumentException("a number of devices is not negative: " + each);
            }
        }
        double[] facility = new double[intensity.size()];
        for (int slot = 0; slot < facility.length; slot++) {
            facility[slot] = intensity.mean(slot) * pue.ratio();
        }
        return new Pool(
                zone,
                Slots.ofMeans(intensity.start(), intensity.step(), facility),
                devices.clone());
    }

    public String zone() {
        return zone;
    }

    /// In g for each kilowatt-hour that the devices draw.
    public Slots intensity() {
        return intensity;
    }

    public int size() {
        return devices.length;
    }

    public int devices(int slot) {
        return devices[slot];
    }
}
