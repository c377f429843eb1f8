package wattle.meter.nvml;

import wattle.meter.MeterException;
import wattle.meter.MeterProblem;

/// What NVML's functions return (`nvmlReturn_t`), and what it means for a meter.
final class ReturnCode {

    static final int OK = 0;
    static final int UNINITIALIZED = 1;
    static final int INVALID_ARGUMENT = 2;
    static final int NOT_SUPPORTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_FOUND = 6;
    static final int INSUFFICIENT_SIZE = 7;
    static final int DRIVER_NOT_LOADED = 9;
    static final int LIBRARY_NOT_FOUND = 12;
    static final int FUNCTION_NOT_FOUND = 13;
    static final int GPU_IS_LOST = 15;
    static final int RESET_REQUIRED = 16;
    static final int OPERATING_SYSTEM = 17;
    static final int VERSION_MISMATCH = 18;
    static final int DEPRECATED = 26;
    static final int GPU_NOT_FOUND = 28;

    private ReturnCode() {}

    enum Meaning {
        DONE,
        /// Not on this device, or not in this library.
        ABSENT,
        REFUSED,
        /// The device will not come back.
        GONE,
        /// May work the next time.
        AGAIN
    }

    static Meaning meaning(int code) {
        return switch (code) {
            case OK -> Meaning.DONE;
            case INVALID_ARGUMENT, NOT_SUPPORTED, NOT_FOUND, FUNCTION_NOT_FOUND, DEPRECATED ->
                    Meaning.ABSENT;
            case NO_PERMISSION, OPERATING_SYSTEM -> Meaning.REFUSED;
            case GPU_IS_LOST, RESET_REQUIRED, GPU_NOT_FOUND -> Meaning.GONE;
            default -> Meaning.AGAIN;
        };
    }

    /// Whether the driver or the library has gone and may be back after a new start.
    static boolean asksForRestart(int code) {
        return code == UNINITIALIZED || code == DRIVER_NOT_LOADED;
    }

    /// Why there is no reading of `what`, after a call that did not return OK.
    static MeterProblem problem(String what, int code) {
        return switch (code) {
            case DRIVER_NOT_LOADED -> driverNotLoaded();
            case LIBRARY_NOT_FOUND ->
                    new MeterProblem.NotPresent(
                            "a library that NVML needs",
                            "reinstall the driver's libraries, or start the container with NVIDIA's"
                                    + " container toolkit");
            default ->
                    switch (meaning(code)) {
                        case DONE -> throw new IllegalArgumentException("nothing is wrong");
                        case ABSENT, GONE -> new MeterProblem.NotPresent(what + why(code));
                        case REFUSED -> new MeterProblem.NoPermission(what, remedy(code));
                        case AGAIN -> new MeterProblem.Unreadable(what, words(code));
                    };
        };
    }

    /// The same while a job runs: a driver that is not loaded then is being replaced.
    static MeterException lost(String what, int code) {
        return code == DRIVER_NOT_LOADED
                ? MeterException.unreadable(what, words(code))
                : new MeterException(problem(what, code));
    }

    static MeterProblem driverNotLoaded() {
        return new MeterProblem.NotPresent(
                "NVIDIA's driver",
                "where there is a GPU, `modprobe nvidia` loads it; a container needs NVIDIA's"
                        + " container toolkit");
    }

    private static String why(int code) {
        return meaning(code) == Meaning.GONE ? " (" + words(code) + ")" : "";
    }

    private static String remedy(int code) {
        return code == OPERATING_SYSTEM
                ? "a control group blocks the device; let the job or its container have it"
                : "this needs read and write access to /dev/nvidia* (often the group video), or an"
                        + " administrator";
    }

    private static String words(int code) {
        String words =
                switch (code) {
                    case UNINITIALIZED -> "the library was shut down";
                    case DRIVER_NOT_LOADED -> "the driver is not loaded";
                    case 8 -> "an external power cable is not attached";
                    case 10 -> "the driver took too long";
                    case 11 -> "the kernel has a problem with the GPU's interrupts";
                    case 14 -> "the GPU's information memory is corrupt";
                    case GPU_IS_LOST -> "the GPU has fallen off the bus; restart the machine";
                    case RESET_REQUIRED -> "the GPU must be reset: nvidia-smi --gpu-reset";
                    case VERSION_MISMATCH ->
                            "the driver and its library are of different versions, as after an"
                                    + " update; restart the machine or load the driver again";
                    case 20 -> "memory ran out";
                    case 21 -> "there is no data yet";
                    case 27 -> "the system is not ready yet";
                    case GPU_NOT_FOUND -> "the GPU is no longer found";
                    default -> "an error that the driver does not explain";
                };
        return words + ", NVML code " + code;
    }
}
