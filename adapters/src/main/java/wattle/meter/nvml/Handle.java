package wattle.meter.nvml;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import wattle.meter.MeterException;

/// NVML's handle of one GPU, found again by its UUID when the library was started anew: indices may
/// change over that. Of one meter, so of one thread at a time.
final class Handle {

    private final Session session;
    private final String uuid;
    private final NvmlFunction byUuid;
    private final MemorySegment text;
    private final MemorySegment out = Arena.ofAuto().allocate(8, 8);
    private long value;
    private int generation;

    Handle(Session session, String uuid, long value) {
        this.session = session;
        this.uuid = uuid;
        this.value = value;
        this.generation = session.generation();
        this.byUuid = session.library().function("nvmlDeviceGetHandleByUUID");
        this.text = Arena.ofAuto().allocateFrom(uuid);
    }

    /// The code of `function(handle, second, third, fourth)`, called once more after a new start
    /// where the first code asks for one.
    int call(NvmlFunction function, long second, long third, long fourth) throws MeterException {
        if (generation != session.generation()) {
            find();
        }
        int code = function.call(value, second, third, fourth);
        if (ReturnCode.asksForRestart(code)) {
            session.restart(generation);
            find();
            code = function.call(value, second, third, fourth);
        }
        return code;
    }

    private void find() throws MeterException {
        int started = session.generation();
        int code = byUuid.call(text.address(), out.address(), 0, 0);
        if (code != ReturnCode.OK) {
            throw code == ReturnCode.NOT_FOUND
                    ? MeterException.gone(uuid + " (since the driver was started again)")
                    : ReturnCode.lost(uuid, code);
        }
        value = out.get(ValueLayout.JAVA_LONG, 0);
        generation = started;
    }
}
