package wattle.meter.nvml;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterProblem;
import wattle.meter.nvml.VisibleDevices.Gpu;
import wattle.meter.nvml.VisibleDevices.Visible;

/// Looks through the GPUs of a machine and makes a meter of each that is asked for.
final class Search {

    /// The first process-id namespace of a Linux system, by a number that the kernel fixes
    /// (`PROC_PID_INIT_INO`). NVML gives ids of this one.
    private static final String HOST_PIDS = "pid:[4026531836]";

    /// More than one machine can hold.
    private static final int MOST_GPUS = 1024;

    private final Session session;
    private final Nvml.Place place;
    private final @Nullable VisibleDevices visible;
    private final List<MeterProblem> problems = new ArrayList<>();

    /// @param job the environment of a job; null for all of the machine
    Search(Session session, Nvml.Place place, @Nullable Map<String, String> job) {
        this.session = session;
        this.place = place;
        this.visible = job == null ? null : VisibleDevices.of(job);
    }

    Found found() {
        var boards = boards();
        var meters = new ArrayList<Meter>();
        if (visible == null) {
            for (Board each : boards) {
                add(meters, each, null);
            }
        } else {
            var gpus = new ArrayList<Gpu>();
            for (Board each : boards) {
                gpus.add(each.gpu());
            }
            Visible seen = visible.among(gpus);
            problems.addAll(seen.problems());
            for (Board each : boards) {
                addVisible(meters, each, seen);
            }
            if (seen.uuids().isEmpty() && !boards.isEmpty()) {
                problems.add(
                        new MeterProblem.NotPresent(
                                "a GPU that this job can use (" + visible + ")"));
            }
        }
        if (meters.isEmpty() && problems.isEmpty()) {
            problems.add(new MeterProblem.NotPresent("an NVIDIA GPU", "NVML shows none"));
        }
        return new Found(meters, problems);
    }

    private void addVisible(List<Meter> meters, Board board, Visible seen) {
        if (seen.includes(board.uuid())) {
            add(meters, board, null);
            if (board.sliced()) {
                problems.add(
                        new MeterProblem.Unreadable(
                                "which slice of " + board.name() + " is the job's",
                                "it is cut into slices and CUDA_VISIBLE_DEVICES names none of them,"
                                        + " so the whole GPU is metered"));
            }
        }
        for (Slice each : board.slices()) {
            if (seen.includes(each.uuid())) {
                add(meters, board, each);
            }
        }
    }

    private void add(List<Meter> meters, Board board, @Nullable Slice slice) {
        Meter meter = new Choice(session, place.nanos(), hostPids(), problems).of(board, slice);
        if (meter != null) {
            meters.add(meter);
        }
    }

    private List<Board> boards() {
        var boards = new ArrayList<Board>();
        var ask = new Ask(session.library());
        int code = ask.number("nvmlDeviceGetCount_v2", 0);
        if (code != ReturnCode.OK) {
            problems.add(ReturnCode.problem("the number of GPUs", code));
            return boards;
        }
        int count = Math.clamp(ask.value(), 0, MOST_GPUS);
        boolean slices = visible != null && visible.namesSlices();
        for (int i = 0; i < count; i++) {
            code = ask.handle("nvmlDeviceGetHandleByIndex_v2", i);
            if (code != ReturnCode.OK) {
                problems.add(ReturnCode.problem("gpu-" + i, code));
                continue;
            }
            Board board = Board.of(ask, i, ask.value(), slices, problems);
            if (board != null) {
                boards.add(board);
            }
        }
        return boards;
    }

    private boolean hostPids() {
        Path namespace = new File(place.root(), "proc/self/ns/pid").toPath();
        try {
            return Files.readSymbolicLink(namespace).toString().equals(HOST_PIDS);
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
