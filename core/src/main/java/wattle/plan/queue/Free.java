package wattle.plan.queue;

import wattle.plan.Schedule;

/// The devices that are still free, by pool and slot. For one thread.
final class Free {

    final int[][] devices;

    Free(JobQueue queue) {
        devices = queue.capacity();
    }

    void take(QueuedJob job, Placement placement) {
        add(job, placement, -job.devices(), devices);
    }

    void giveBack(QueuedJob job, Placement placement) {
        add(job, placement, job.devices(), devices);
    }

    /// Adds to each slot in which the job holds its devices.
    static void add(QueuedJob job, Placement placement, int change, int[][] to) {
        Schedule schedule = placement.schedule();
        boolean keeps = job.pausing().idle().watts() > 0;
        int restart = job.pausing().restartSlots();
        for (int i = 0; i < schedule.size(); i++) {
            int slot = schedule.slot(i);
            int[] pool = to[placement.pool(i)];
            pool[slot] += change;
            if (i > 0 && slot > schedule.slot(i - 1) + 1) {
                int stopped = schedule.slot(i - 1) + 1;
                for (int held = keeps ? stopped : slot - restart; held < slot; held++) {
                    pool[held] += change;
                }
            }
        }
    }

    /// The sum of what the slots cost in which the job holds its devices.
    ///
    /// @param perDevice by pool and slot
    static double price(QueuedJob job, Placement placement, double[][] perDevice) {
        Schedule schedule = placement.schedule();
        boolean keeps = job.pausing().idle().watts() > 0;
        int restart = job.pausing().restartSlots();
        double sum = 0;
        for (int i = 0; i < schedule.size(); i++) {
            int slot = schedule.slot(i);
            double[] pool = perDevice[placement.pool(i)];
            sum += pool[slot];
            if (i > 0 && slot > schedule.slot(i - 1) + 1) {
                int stopped = schedule.slot(i - 1) + 1;
                for (int held = keeps ? stopped : slot - restart; held < slot; held++) {
                    sum += pool[held];
                }
            }
        }
        return sum * job.devices();
    }
}
