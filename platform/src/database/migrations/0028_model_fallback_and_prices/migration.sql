-- The model that answers when an agent's own cannot, and how often a model may call tools within one answer. Old servers
-- know neither: no other model answers, and 40 times.

ALTER TABLE agents
  ADD COLUMN fallback_model text,
  -- Null: the installation's own models.
  ADD COLUMN fallback_model_connection_id uuid,
  ADD COLUMN max_steps integer NOT NULL DEFAULT 40 CHECK (max_steps BETWEEN 1 AND 40);
ALTER TABLE agents ADD CONSTRAINT agents_fallback_model_connection
  FOREIGN KEY (organization_id, fallback_model_connection_id) REFERENCES model_connections ON DELETE SET NULL (fallback_model_connection_id);
CREATE INDEX agents_fallback_model_connection ON agents (organization_id, fallback_model_connection_id)
  WHERE fallback_model_connection_id IS NOT NULL;

-- What models cost an organization. Old servers count tokens alone.
CREATE TABLE model_prices (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  -- A name, or the beginning of names with * behind it.
  model text NOT NULL,
  input_per_million double precision NOT NULL,
  output_per_million double precision NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, model)
);
ALTER TABLE model_prices ENABLE ROW LEVEL SECURITY;
ALTER TABLE model_prices FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON model_prices TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON model_prices TO app_tenant;
