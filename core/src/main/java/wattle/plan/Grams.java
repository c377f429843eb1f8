package wattle.plan;

import java.util.List;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// The carbon of a schedule, recomputed from its slots in order of time, pauses included. What
/// policies add up while they choose is never reported.
public final class Grams {

    private Grams() {}

    /// Of the job's own energy and of all that its pauses cost.
    public static CarbonMass of(Schedule schedule, Load load, Slots window, Pausing pausing) {
        var sum = new Sum();
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
            sum.add(here);
        }
        return new CarbonMass(sum.value / Energy.JOULES_PER_KILOWATT_HOUR);
    }

    /// Of the job's own energy and of all that its pauses and transfers cost, facility overhead
    /// included.
    ///
    /// @param sites that the route was planned on
    public static CarbonMass of(Route route, Load load, List<Site> sites, Pausing pausing) {
        return new CarbonMass(weight(route, load, sites, pausing));
    }

    /// As [#of(Route, Load, List, Pausing)] in the unit that the sites weigh, such as a currency.
    ///
    /// The first start is no restart. A pause stops and waits in the zone in which the job was, and
    /// the transfer, the restart and the work after it are in the zone to which it goes.
    public static double weight(Route route, Load load, List<Site> sites, Pausing pausing) {
        var sum = new Sum();
        double idle = pausing.idleJoules(load.step());
        for (int i = 0; i < route.size(); i++) {
            int slot = route.slot(i);
            Site site = sites.get(route.site(i));
            double here =
                    load.joules[i] * site.window.met(load, i, slot) + site.devices(load, i, slot);
            Site before = i == 0 ? site : sites.get(route.site(i - 1));
            int stopped = i == 0 ? slot : route.slot(i - 1) + 1;
            if (i == 0) {
                here += site.placing(slot);
            } else if (stopped < slot || before != site) {
                here += pausing.stop().joules() * before.window.means[stopped];
                int back = slot - pausing.restartSlots();
                here += site.restart(pausing, back);
                if (before != site) {
                    back -= site.transferSlots();
                    here += site.transfer(back);
                }
                for (int wait = stopped; wait < back; wait++) {
                    here += idle * before.window.means[wait];
                }
            }
            sum.add(here);
        }
        return sum.value / Energy.JOULES_PER_KILOWATT_HOUR;
    }

    /// Compensated, since a year of slots is added and two plans may differ in the last digits.
    private static final class Sum {
        private double value;
        private double lost;

        void add(double each) {
            double term = each - lost;
            double next = value + term;
            lost = (next - value) - term;
            value = next;
        }
    }
}
