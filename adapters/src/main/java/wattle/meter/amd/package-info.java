/// **AMD GPUs**, by the files of the kernel's amdgpu driver; no library of AMD's is needed.
///
/// Takes `/sys`, or a copy of it; gives a counter of energy for the GPUs whose driver has one that
/// can be relied on, and a gauge of power for the others. [wattle.meter.amd.AmdSource] says which.
///
/// `libamd_smi.so` and `librocm_smi64.so` are not asked: their energy counter
/// (`amdsmi_get_energy_count`) is the `energy_accumulator` of the very file `gpu_metrics` that is
/// read here, multiplied by 15.3 where 2⁻¹⁶ J = 15.259 µJ is meant, 0.3 % too much.
///
/// Facts: the kernel's `drivers/gpu/drm/amd/include/kgd_pp_interface.h` (layouts), `pm/amdgpu_pm.c`
/// (files), `pm/swsmu/smu13/aldebaran_ppt.c` (pairs of MI250).
@NullMarked
package wattle.meter.amd;

import org.jspecify.annotations.NullMarked;
