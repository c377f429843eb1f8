package wattle.ledger.sql;

import org.jspecify.annotations.Nullable;
import wattle.meter.Domain;

/// What a metered part of a run came to so far.
///
/// @param part its place among the run's parts, from 0
/// @param model the device's name; empty where it is not known
/// @param modelled whether its energy is computed rather than sensed
/// @param joules since the run's start; null where it is not known
/// @param watts on the mean between the last two readings; null where the last one failed
public record LivePart(
        int part,
        String name,
        Domain domain,
        String model,
        boolean modelled,
        @Nullable Double joules,
        @Nullable Double watts) {}
