/* The counters of energy as a C program sees them: for each line of its input, one line with each GPU's UUID and
   millijoules. Its argument is the library. cc counter.c -ldl */
#include <dlfcn.h>
#include <stdio.h>

static void *library;

static void *function(const char *name) {
    void *found = dlsym(library, name);
    if (!found) fprintf(stderr, "no %s\n", name);
    return found;
}

int main(int count, char **arguments) {
    library = dlopen(count > 1 ? arguments[1] : "libnvidia-ml.so.1", RTLD_NOW);
    if (!library) { fprintf(stderr, "%s\n", dlerror()); return 1; }
    int (*init)(void) = (int (*)(void)) function("nvmlInit_v2");
    int (*devices)(unsigned *) = (int (*)(unsigned *)) function("nvmlDeviceGetCount_v2");
    int (*handle)(unsigned, void **) = (int (*)(unsigned, void **)) function("nvmlDeviceGetHandleByIndex_v2");
    int (*uuid)(void *, char *, unsigned) = (int (*)(void *, char *, unsigned)) function("nvmlDeviceGetUUID");
    int (*energy)(void *, unsigned long long *) =
        (int (*)(void *, unsigned long long *)) function("nvmlDeviceGetTotalEnergyConsumption");
    unsigned n = 0;
    if (!init || !devices || !handle || !uuid || !energy || init() || devices(&n)) return 2;
    for (char line[64]; fgets(line, sizeof line, stdin);) {
        for (unsigned i = 0; i < n; i++) {
            void *device;
            char text[96];
            unsigned long long millijoules;
            if (!handle(i, &device) && !uuid(device, text, sizeof text) && !energy(device, &millijoules))
                printf("%s %llu ", text, millijoules);
        }
        printf("\n");
        fflush(stdout);
    }
    return 0;
}
