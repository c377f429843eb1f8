package wattle.grid.catalog;

/// One year's mean intensity in g/kWh with the key of its source.
record Figure(int year, double gramsPerKilowattHour, String source) {}
