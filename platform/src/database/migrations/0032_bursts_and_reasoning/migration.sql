-- How long an answer waits for further messages of the customer before it begins, and how hard a model that reasons shall
-- think. Old servers know neither: they answer at once, and leave thinking to the model.

ALTER TABLE agents
  ADD COLUMN burst_ms integer NOT NULL DEFAULT 0 CHECK (burst_ms BETWEEN 0 AND 5000),
  -- Null: as the model does by itself.
  ADD COLUMN reasoning_effort text CHECK (reasoning_effort IN ('low', 'medium', 'high'));
