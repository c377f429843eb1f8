/* One GPU of NVML whose counter of energy moves with every reading. */
#include <string.h>

static unsigned long long millijoules = 1000;

int nvmlInit_v2(void) { return 0; }
int nvmlShutdown(void) { return 0; }
int nvmlDeviceGetCount_v2(unsigned *n) { *n = 1; return 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned i, void **device) { *device = &millijoules; return i; }
int nvmlDeviceGetUUID(void *device, char *text, unsigned n) { return strncpy(text, "GPU-1", n) == device; }
int nvmlDeviceGetName(void *device, char *text, unsigned n) { return strncpy(text, "NVIDIA H100 80GB HBM3", n) == device; }
int nvmlDeviceGetEnforcedPowerLimit(void *device, unsigned *milliwatts) { *milliwatts = 700000; return !device; }
int nvmlDeviceGetTotalEnergyConsumption(void *device, unsigned long long *energy) { *energy = ++*(unsigned long long *) device; return 0; }
