/* A libnvidia-ml.so.1 for tests: the functions that Wattle calls, over a machine whose state the test sets by the
   functions named stub_*. Signatures and structures are those of NVML; handles change with every start, as do all
   devices' counters with every reload of the driver. With -DOLD, as a library of long ago that lacks the later
   functions. Not for several threads that change the state. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { DEVICES = 16, SLICES = 8, ROWS = 512, FAILURES = 32 };

typedef struct { uint32_t pid; uint64_t time; uint32_t sm, mem, enc, dec; } Sample;
typedef struct { uint32_t pid; uint64_t memory; uint32_t gi, ci; } Process;
typedef struct { uint32_t pid; uint64_t memory; uint32_t gi, ci; uint64_t protected_memory; } LongProcess;
typedef struct { uint32_t pid; uint64_t memory; } ShortProcess;
typedef struct { uint32_t field, scope; int64_t time, latency; uint32_t type; int32_t code; union { double d; uint32_t u; uint64_t l; } value; } Field;
typedef struct { uint32_t gpu, memory; } Use;
typedef struct { uint32_t sms, shared[5], gpu_slices, compute_slices; uint64_t memory; } Attributes;
_Static_assert(sizeof(Sample) == 32 && sizeof(Process) == 24 && sizeof(LongProcess) == 32 && sizeof(ShortProcess) == 16, "rows");
_Static_assert(sizeof(Field) == 40 && sizeof(Attributes) == 40, "structures");

typedef struct { char uuid[96], name[96]; uint32_t gi, ci, slices; } Slice;
typedef struct {
    char uuid[96], name[96];
    uint64_t millijoules;
    uint32_t milliwatts, average, enforced, limit, busy, major, minor, mig, max_slices;
    Slice slice[SLICES];
    int slices;
    Process compute[ROWS], graphics[ROWS];
    int computing, drawing;
    Sample sample[ROWS];
    int samples;
} Device;

static struct {
    Device device[DEVICES];
    int devices, starts, running, shutdowns, long_rows;
    struct { char function[64]; int device, code; } failure[FAILURES];
    int failures;
} m;

/* What handles point at: a device, or a slice of it, of one start. */
typedef struct { int device, slice, start; } Handle;
static Handle handles[4][DEVICES][SLICES + 1];

void stub_reset(void) { int starts = m.starts; memset(&m, 0, sizeof m); m.starts = starts; }

void stub_device(int i, const char *uuid, const char *name) {
    Device *d = &m.device[i];
    memset(d, 0, sizeof *d);
    snprintf(d->uuid, sizeof d->uuid, "%s", uuid);
    snprintf(d->name, sizeof d->name, "%s", name);
    d->millijoules = 1000; d->milliwatts = 60000; d->average = 61000; d->enforced = 400000; d->limit = 400000;
    d->major = 9;
    if (i >= m.devices) m.devices = i + 1;
}

void stub_slice(int i, const char *uuid, const char *name, int gi, int ci, int slices) {
    Device *d = &m.device[i];
    Slice *s = &d->slice[d->slices++];
    snprintf(s->uuid, sizeof s->uuid, "%s", uuid);
    snprintf(s->name, sizeof s->name, "%s", name);
    s->gi = gi; s->ci = ci; s->slices = slices;
    d->mig = 1; d->max_slices = 7;
}

/* A function's code for one device, or for all by -1; the last word counts. */
void stub_fail(const char *function, int device, int code) {
    snprintf(m.failure[m.failures].function, sizeof m.failure[0].function, "%s", function);
    m.failure[m.failures].device = device;
    m.failure[m.failures++].code = code;
}

void stub_set(int i, const char *what, int64_t value) {
    Device *d = &m.device[i];
    if (!strcmp(what, "millijoules")) d->millijoules = value;
    if (!strcmp(what, "advance")) d->millijoules += value;
    if (!strcmp(what, "milliwatts")) d->milliwatts = value;
    if (!strcmp(what, "average")) d->average = value;
    if (!strcmp(what, "enforced")) d->enforced = value;
    if (!strcmp(what, "limit")) d->limit = value;
    if (!strcmp(what, "busy")) d->busy = value;
    if (!strcmp(what, "major")) d->major = value;
    if (!strcmp(what, "minor")) d->minor = value;
    if (!strcmp(what, "mig")) d->mig = value;
    if (!strcmp(what, "max_slices")) d->max_slices = value;
    if (!strcmp(what, "compute")) d->compute[d->computing++] = (Process){value, 1 << 20, -1, -1};
    if (!strcmp(what, "graphics")) d->graphics[d->drawing++] = (Process){value, 1 << 20, -1, -1};
    if (!strcmp(what, "quiet")) d->computing = d->drawing = d->samples = 0;
    if (!strcmp(what, "long_rows")) m.long_rows = value;
}

void stub_sample(int i, int64_t pid, int64_t time, int sm) {
    Device *d = &m.device[i];
    d->sample[d->samples++] = (Sample){pid, time, sm, 0, 0, 0};
}

/* The driver goes and comes back, with the devices in reverse order. */
void stub_reload(void) {
    Device turned[DEVICES];
    m.running = 0;
    for (int i = 0; i < m.devices; i++) { turned[i] = m.device[m.devices - 1 - i]; turned[i].millijoules = 0; }
    memcpy(m.device, turned, m.devices * sizeof turned[0]);
}

int stub_running(void) { return m.running; }
int stub_starts(void) { return m.starts; }

static int failed(const char *function, int device) {
    int code = 0;
    for (int i = 0; i < m.failures; i++)
        if ((!strcmp(m.failure[i].function, function) || !strcmp(m.failure[i].function, "*"))
            && (m.failure[i].device < 0 || m.failure[i].device == device)) code = m.failure[i].code;
    return code;
}

static void *handle(int device, int slice) {
    Handle *h = &handles[m.starts % 4][device][slice + 1];
    *h = (Handle){device, slice, m.starts};
    return h;
}

#define START(device) if (!m.running) return 1; int code = failed(__func__, device); if (code) return code
#define DEVICE(h) if (!m.running) return 1; if (!(h) || ((Handle *) (h))->start != m.starts) return 2; \
    Device *d = &m.device[((Handle *) (h))->device]; int code = failed(__func__, ((Handle *) (h))->device); if (code) return code; \
    Slice *s = ((Handle *) (h))->slice < 0 ? 0 : &d->slice[((Handle *) (h))->slice]; (void) s; (void) d

int nvmlInit_v2(void) { int code = failed(__func__, -1); if (code) return code; if (!m.running++) m.starts++; return 0; }
int nvmlShutdown(void) { if (!m.running) return 1; m.running--; return 0; }
int nvmlDeviceGetCount_v2(uint32_t *n) { START(-1); *n = m.devices; return 0; }
int nvmlDeviceGetHandleByIndex_v2(uint32_t i, void **h) { START((int) i); if ((int) i >= m.devices) return 2; *h = handle(i, -1); return 0; }
int nvmlDeviceGetHandleByUUID(const char *uuid, void **h) {
    for (int i = 0; i < m.devices; i++)
        if (!strcmp(uuid, m.device[i].uuid)) { START(i); *h = handle(i, -1); return 0; }
    return 6;
}
int nvmlDeviceGetUUID(void *h, char *text, uint32_t n) { DEVICE(h); snprintf(text, n, "%s", s ? s->uuid : d->uuid); return 0; }
int nvmlDeviceGetName(void *h, char *text, uint32_t n) { DEVICE(h); snprintf(text, n, "%s", s ? s->name : d->name); return 0; }
int nvmlDeviceGetPowerUsage(void *h, uint32_t *mw) { DEVICE(h); if (s) return 3; *mw = d->milliwatts; return 0; }
int nvmlDeviceGetEnforcedPowerLimit(void *h, uint32_t *mw) { DEVICE(h); *mw = d->enforced; return 0; }
int nvmlDeviceGetPowerManagementDefaultLimit(void *h, uint32_t *mw) { DEVICE(h); *mw = d->limit; return 0; }
int nvmlDeviceGetUtilizationRates(void *h, Use *u) { DEVICE(h); if (d->mig) return 3; u->gpu = d->busy; u->memory = 50; return 0; }

/* The first version, of 16-byte rows. */
static int processes(Process *rows, int n, uint32_t *count, void *out, int size) {
    if ((int) *count < n) { *count = n; return 7; }
    for (int i = 0; i < n; i++) memcpy((char *) out + (size_t) i * size, &rows[i], size < 24 ? size : 24);
    if (size == 32) for (int i = 0; i < n; i++) ((LongProcess *) out)[i].protected_memory = 0;
    *count = n;
    return 0;
}
int nvmlDeviceGetComputeRunningProcesses(void *h, uint32_t *n, void *out) { DEVICE(h); return processes(d->compute, d->computing, n, out, 16); }
int nvmlDeviceGetGraphicsRunningProcesses(void *h, uint32_t *n, void *out) { DEVICE(h); return processes(d->graphics, d->drawing, n, out, 16); }

#ifndef OLD
int nvmlDeviceGetComputeRunningProcesses_v3(void *h, uint32_t *n, void *out) { DEVICE(h); return processes(d->compute, d->computing, n, out, m.long_rows ? 32 : 24); }
int nvmlDeviceGetGraphicsRunningProcesses_v3(void *h, uint32_t *n, void *out) { DEVICE(h); return processes(d->graphics, d->drawing, n, out, m.long_rows ? 32 : 24); }
int nvmlDeviceGetTotalEnergyConsumption(void *h, uint64_t *mj) { DEVICE(h); if (s) return 3; *mj = d->millijoules; return 0; }
int nvmlDeviceGetCudaComputeCapability(void *h, int *major, int *minor) { DEVICE(h); *major = d->major; *minor = d->minor; return 0; }
int nvmlDeviceGetFieldValues(void *h, int n, Field *f) {
    DEVICE(h);
    for (int i = 0; i < n; i++) {
        char name[16];
        snprintf(name, sizeof name, "field %u", f[i].field);
        f[i].code = failed(name, ((Handle *) h)->device);
        if (f[i].field == 83) { f[i].type = 3; f[i].value.l = d->millijoules; }
        else if (f[i].field == 185) { f[i].type = 1; f[i].value.u = d->average; }
        else if (f[i].field == 186) { f[i].type = 1; f[i].value.u = d->milliwatts; }
        else f[i].code = 3;
        if (s || f[i].scope) f[i].code = 3;
    }
    return 0;
}
int nvmlDeviceGetProcessUtilization(void *h, Sample *out, uint32_t *count, uint64_t since) {
    DEVICE(h);
    if (d->mig) return 3;
    int n = 0;
    for (int i = 0; i < d->samples; i++) n += d->sample[i].time > since;
    if (!n) return 6;
    if (!out || (int) *count < n) { *count = n; return 7; }
    n = 0;
    for (int i = 0; i < d->samples; i++) if (d->sample[i].time > since) out[n++] = d->sample[i];
    *count = n;
    return 0;
}
int nvmlDeviceGetMigMode(void *h, uint32_t *now, uint32_t *pending) { DEVICE(h); if (d->major < 8) return 3; *now = *pending = d->mig; return 0; }
int nvmlDeviceGetMaxMigDeviceCount(void *h, uint32_t *n) { DEVICE(h); *n = d->max_slices; return 0; }
int nvmlDeviceGetMigDeviceHandleByIndex(void *h, uint32_t i, void **out) { DEVICE(h); if ((int) i >= d->slices) return 6; *out = handle((int) (d - m.device), i); return 0; }
int nvmlDeviceGetGpuInstanceId(void *h, uint32_t *id) { DEVICE(h); if (!s) return 2; *id = s->gi; return 0; }
int nvmlDeviceGetComputeInstanceId(void *h, uint32_t *id) { DEVICE(h); if (!s) return 2; *id = s->ci; return 0; }
int nvmlDeviceGetAttributes_v2(void *h, Attributes *a) { DEVICE(h); if (!s) return 2; memset(a, 0, sizeof *a); a->sms = 42; a->gpu_slices = s->slices; a->compute_slices = s->slices; return 0; }
#endif
