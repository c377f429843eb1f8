-- A year that few claims have is not looked for among all.
CREATE INDEX standing_year ON standing (state, year, first_position);
