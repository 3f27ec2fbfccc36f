-- What an organization lets its answers take at most. Old servers ask models without limit.

CREATE TABLE budgets (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  limits json NOT NULL,
  updated_at timestamptz NOT NULL
);

-- What was taken so far of one limit. Kept only where there is a limit; when one is missing it is counted from the turns.
CREATE TABLE budget_counters (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- "conversation <id>", "customerDay <day> <id>" or "month <month>".
  counter text NOT NULL,
  tokens bigint NOT NULL,
  cost double precision NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, counter)
);

-- What a call of a model that is under way may take; no longer held once its process must be gone.
CREATE TABLE budget_holds (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  counter text NOT NULL,
  turn_id uuid NOT NULL,
  tokens integer NOT NULL,
  cost double precision NOT NULL,
  held_until timestamptz NOT NULL,
  PRIMARY KEY (organization_id, counter, turn_id)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['budgets', 'budget_counters', 'budget_holds'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_tenant', table_name);
  END LOOP;
  FOREACH table_name IN ARRAY ARRAY['budget_counters', 'budget_holds'] LOOP
    EXECUTE format('CREATE POLICY system ON %I TO app_system USING (true) WITH CHECK (true)', table_name);
    EXECUTE format('GRANT SELECT, DELETE ON %I TO app_system', table_name);
  END LOOP;
END $$;

-- What answers took is read by time. A turn that runs has taken nothing yet, so only its end pays for this index.
CREATE INDEX turns_started ON turns (organization_id, started_at) WHERE status <> 'running';
