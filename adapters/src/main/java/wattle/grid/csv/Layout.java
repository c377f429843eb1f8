package wattle.grid.csv;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.unit.Source;

/// Where in a file what is, and what its shape says of it.
///
/// @param shape the shape's name
/// @param labels signal and factor; unstated where the shape does not fix them
/// @param source who publishes files of this shape; null where anybody may
/// @param time the column of times
/// @param form how they are written
/// @param timeZone of times without one; null where nobody knows
/// @param late by how much a row's time is later than the start of its interval
/// @param zone the column that names the grid zone; -1 where there is none
/// @param flag the column that says whether a value is estimated
/// @param quality of the values where there is no such column
/// @param values the columns of values
/// @param remarks what a user must know, in sentences
record Layout(
        String shape,
        Labels labels,
        @Nullable Source source,
        int time,
        TimeForm form,
        @Nullable ZoneId timeZone,
        Duration late,
        int zone,
        Flag flag,
        Quality quality,
        Values values,
        List<String> remarks) {

    Layout {
        remarks = List.copyOf(remarks);
    }

    /// How a row says that its value is estimated.
    sealed interface Flag {

        /// No row says so.
        record None() implements Flag {}

        /// A column with a word for yes or no.
        record Word(int column) implements Flag {}

        /// Columns of which any is filled where the source put a value in.
        record Filled(List<Integer> columns) implements Flag {}
    }

    /// What the intensity is read or made of.
    sealed interface Values {

        /// A column of intensities.
        ///
        /// @param assumed whether only the shape says the unit, so that another one is possible
        /// @param mayBeEmpty whether an empty cell is this shape's way to say that there is no
        ///   value
        record Intensity(int column, IntensityUnit unit, boolean assumed, boolean mayBeEmpty)
                implements Values {}

        /// A column for the power of each kind of plant, in MW.
        ///
        /// @param lifecycle whether the factors are of the whole life, or of the stack alone
        record Wide(List<Plant> plants, boolean lifecycle) implements Values {}

        /// A row for each kind of plant, in MW.
        record Listed(int kind, int power, FuelKinds kinds, boolean lifecycle) implements Values {}
    }

    /// The name of a kind of plant in a file and what it burns.
    interface FuelKinds {

        /// Null where the name is not known.
        @Nullable Fuel of(String kind);
    }

    /// A column with the power of one kind of plant.
    record Plant(int column, String name, Fuel fuel) {}
}
