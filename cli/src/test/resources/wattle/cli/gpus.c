/* The GPUs that $TEST_GPUS has a line of, looked at again with each reading: energy in millijoules and a return code,
   or the word "hang" for a driver that does not answer any more. Over the stub of NVML that the adapters' tests have. */
#define nvmlInit_v2 plain_init
#define nvmlDeviceGetTotalEnergyConsumption plain_energy
#include STUB
#undef nvmlInit_v2
#undef nvmlDeviceGetTotalEnergyConsumption
#include <stdlib.h>
#include <unistd.h>

static void look(void) {
    const char *name = getenv("TEST_GPUS");
    FILE *file = name ? fopen(name, "r") : 0;
    char line[64], uuid[64];
    m.failures = 0;
    for (int i = 0; file && i < DEVICES && fgets(line, sizeof line, file); i++) {
        if (!strncmp(line, "hang", 4)) for (;;) pause();
        long long energy = 0;
        int code = 0;
        sscanf(line, "%lld %d", &energy, &code);
        if (i >= m.devices) {
            snprintf(uuid, sizeof uuid, "GPU-%08x-d72c-4106-c12f-20bd9faed9f6", i);
            stub_device(i, uuid, "NVIDIA H100 80GB HBM3");
        }
        stub_set(i, "millijoules", energy);
        if (code) stub_fail("*", i, code);
    }
    if (file) fclose(file);
}

int nvmlInit_v2(void) { look(); return plain_init(); }
int nvmlDeviceGetTotalEnergyConsumption(void *h, uint64_t *mj) { look(); return plain_energy(h, mj); }
