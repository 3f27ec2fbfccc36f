-- What happened around signing in and permissions, and what somebody should look at. Old servers neither write nor read it.

CREATE TABLE security_events (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('info', 'warn', 'critical')),
  -- Empty where many were counted together.
  actor text,
  ip text,
  user_agent text,
  -- What the address and the user agent come down to when it is asked whether they are new.
  network text,
  device text,
  occurrences integer NOT NULL CHECK (occurrences > 0),
  details jsonb NOT NULL,
  request_id text,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX security_events_actor ON security_events (organization_id, actor, name, at);
CREATE INDEX security_events_at ON security_events (at);

CREATE TABLE security_alerts (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  rule text NOT NULL,
  level text NOT NULL CHECK (level IN ('info', 'warn', 'critical')),
  -- A person or an API key; empty when it is about the organization.
  subject text,
  occurrences integer NOT NULL DEFAULT 1,
  ip text,
  user_agent text,
  details jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  acknowledged_by text,
  acknowledged_at timestamptz,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX security_alerts_rule ON security_alerts (organization_id, rule, created_at);
CREATE INDEX security_alerts_created ON security_alerts (created_at);

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['security_events', 'security_alerts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
    -- They are thrown away across organizations, by their age.
    EXECUTE format('CREATE POLICY system ON %I TO app_system USING (true) WITH CHECK (true)', table_name);
  END LOOP;
END $$;
-- Events stay as they are until they are old.
GRANT SELECT, INSERT ON security_events TO app_tenant;
GRANT SELECT, INSERT, UPDATE ON security_alerts TO app_tenant;
GRANT SELECT, DELETE ON security_events, security_alerts TO app_system;
