-- Claims of a state in order. A model's name may be longer than an index takes: PostgreSQL reads the rows for a part of one.
CREATE INDEX standing_in_order ON standing (state, first_position);
DROP INDEX standing_state;
