-- Model providers that an organization connects by itself. Old servers answer with the installation's own model.

CREATE TABLE model_connections (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  provider text NOT NULL,
  base_url text,
  -- Sealed.
  api_key text,
  key_hint text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
ALTER TABLE model_connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE model_connections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON model_connections TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON model_connections TO app_tenant;

-- Null: the installation's own model.
ALTER TABLE agents ADD COLUMN model_connection_id uuid;
ALTER TABLE agents ADD CONSTRAINT agents_model_connection
  FOREIGN KEY (organization_id, model_connection_id) REFERENCES model_connections ON DELETE SET NULL (model_connection_id);
CREATE INDEX agents_model_connection ON agents (organization_id, model_connection_id) WHERE model_connection_id IS NOT NULL;
