/// # NVIDIA's GPUs, through NVML
///
/// Takes NVIDIA's management library as it lies on the machine (`libnvidia-ml.so.1`, called through
/// `java.lang.foreign`) and gives a meter for each GPU: its counter of energy where it has one,
/// else its power, else its rated power times how busy it was. Slices of a GPU (MIG) have no sensor
/// of their own and get a stated share of the board's.
///
/// Start at [wattle.meter.nvml.Nvml]; which GPUs are a job's is [wattle.meter.nvml.VisibleDevices].
/// Sampling and integration are left to the caller.
@NullMarked
package wattle.meter.nvml;

import org.jspecify.annotations.NullMarked;
