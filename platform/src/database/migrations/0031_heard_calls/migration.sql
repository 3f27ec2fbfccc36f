-- Who waits for the reply of a call says so again and again; where nobody does any more, the call is ended by a sweeper.
-- Old servers leave it null: their calls count as heard for as long as a lease.
ALTER TABLE tool_calls ADD COLUMN heard_until timestamptz;

CREATE INDEX tool_calls_started ON tool_calls (organization_id, turn_id) WHERE state = 'started';

CREATE POLICY system_ends ON tool_calls FOR UPDATE TO app_system USING (state = 'started')
  WITH CHECK (state IN ('started', 'failed', 'unknown'));
GRANT SELECT (id, effect, started_at, heard_until), UPDATE (state, result, finished_at, heard_until) ON tool_calls TO app_system;
