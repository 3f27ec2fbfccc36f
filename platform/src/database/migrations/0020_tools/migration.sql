-- Tools that agents may call, and every call. Old servers answer without tools and know nothing of these tables.
-- JSON is kept as it was written, in its order: what a model or a person wrote is what is sent.

CREATE TABLE tools (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  parameters json NOT NULL,
  returns json,
  bound json NOT NULL,
  -- Without its headers, which may hold secrets and rest sealed.
  request json NOT NULL,
  headers text,
  effect text NOT NULL CHECK (effect IN ('read', 'idempotent', 'once')),
  approval text NOT NULL CHECK (approval IN ('never', 'when-tainted', 'always')),
  timeout_ms integer NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX tools_name ON tools (organization_id, lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE agent_tools (
  organization_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  tool_id uuid NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (organization_id, agent_id, tool_id),
  FOREIGN KEY (organization_id, agent_id) REFERENCES agents ON DELETE CASCADE,
  FOREIGN KEY (organization_id, tool_id) REFERENCES tools ON DELETE CASCADE
);
CREATE INDEX agent_tools_tool ON agent_tools (organization_id, tool_id);

-- What the model said in each step of a turn that called something: kept before the calls are made, read after a crash.
CREATE TABLE turn_steps (
  organization_id uuid NOT NULL,
  turn_id uuid NOT NULL,
  step integer NOT NULL,
  model text NOT NULL,
  text text NOT NULL,
  -- As the model wrote them: [{id, name, arguments}].
  calls json NOT NULL,
  input_tokens integer NOT NULL,
  output_tokens integer NOT NULL,
  duration_ms double precision NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, turn_id, step),
  FOREIGN KEY (organization_id, turn_id) REFERENCES turns ON DELETE CASCADE
);

CREATE TABLE tool_calls (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  turn_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  step integer NOT NULL,
  position integer NOT NULL,
  -- Empty where the model named a tool that there is not.
  tool_id uuid,
  name text NOT NULL,
  arguments json,
  effect text,
  state text NOT NULL CHECK (state IN ('planned', 'waiting', 'started', 'succeeded', 'failed', 'refused', 'unknown')),
  result json,
  is_tainted boolean NOT NULL DEFAULT false,
  decided_by text,
  decision text CHECK (decision IN ('approved', 'rejected')),
  reason text,
  planned_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, turn_id, step, position),
  FOREIGN KEY (organization_id, turn_id) REFERENCES turns ON DELETE CASCADE
);
CREATE INDEX tool_calls_waiting ON tool_calls (organization_id, id) WHERE state = 'waiting';
CREATE INDEX tool_calls_conversation ON tool_calls (organization_id, conversation_id, id);

-- How often a turn went on after it had waited for a person: those beginnings are no failures.
ALTER TABLE turns ADD COLUMN resumed integer NOT NULL DEFAULT 0;
CREATE INDEX turns_waiting ON turns (organization_id, id) WHERE status = 'waiting';

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['tools', 'agent_tools', 'turn_steps', 'tool_calls'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
  END LOOP;
END $$;
-- Who looks after turns wants to know whether one still waits.
CREATE POLICY system ON tool_calls FOR SELECT TO app_system USING (true);
GRANT SELECT (organization_id, turn_id, state) ON tool_calls TO app_system;
GRANT SELECT, INSERT, UPDATE ON tools, tool_calls TO app_tenant;
GRANT SELECT, INSERT, DELETE ON agent_tools TO app_tenant;
GRANT SELECT, INSERT ON turn_steps TO app_tenant;
