-- What a step spent on thinking, so that an answer that is taken over still counts it.
ALTER TABLE turn_steps ADD COLUMN reasoning_tokens integer NOT NULL DEFAULT 0;
