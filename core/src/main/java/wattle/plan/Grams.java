package wattle.plan;

import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// The carbon of a schedule, recomputed from its slots in order of time, pauses included. What
/// policies add up while they choose is never reported.
public final class Grams {

    private Grams() {}

    /// Of the job's own energy and of all that its pauses cost.
    public static CarbonMass of(Schedule schedule, Load load, Slots window, Pausing pausing) {
        double sum = 0;
        double lost = 0;
        double idle = pausing.idleJoules(load.step());
        double start = pausing.startJoulesPerSlot();
        for (int i = 0; i < schedule.size(); i++) {
            int slot = schedule.slot(i);
            double here = load.joules[i] * window.met(load, i, slot);
            int stopped = i == 0 ? slot : schedule.slot(i - 1) + 1;
            if (stopped < slot) {
                here += pausing.stop().joules() * window.means[stopped];
                int restart = slot - pausing.restartSlots();
                for (int wait = stopped; wait < slot; wait++) {
                    here += (wait < restart ? idle : start) * window.means[wait];
                }
                if (pausing.restartSlots() == 0) {
                    here += start * window.means[slot];
                }
            }
            // Compensated, since a year of slots is added and two plans may differ in the last
            // digits.
            double term = here - lost;
            double next = sum + term;
            lost = (next - sum) - term;
            sum = next;
        }
        return new CarbonMass(sum / Energy.JOULES_PER_KILOWATT_HOUR);
    }
}
