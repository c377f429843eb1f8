-- A part of a model's name is looked for in the index, in order, before the row of any claim is read.
CREATE INDEX standing_model ON standing (state, first_position, model_lower);
DROP INDEX standing_state;
