-- Published versions of agents. Old servers go on answering with the draft, which is the agent's own row.

CREATE TABLE agent_versions (
  organization_id uuid NOT NULL,
  agent_id uuid NOT NULL,
  number integer NOT NULL,
  -- Over everything below that decides how it answers: the same content is the same version.
  hash text NOT NULL,
  configuration json NOT NULL,
  -- As they were, in their order, without what they keep sealed.
  tools json NOT NULL,
  model text NOT NULL,
  knowledge_hash text NOT NULL,
  knowledge_documents integer NOT NULL,
  note text NOT NULL,
  published_by text NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, agent_id, number),
  UNIQUE (organization_id, agent_id, hash),
  FOREIGN KEY (organization_id, agent_id) REFERENCES agents ON DELETE CASCADE
);
ALTER TABLE agent_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE agent_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON agent_versions TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT ON agent_versions TO app_tenant;

CREATE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'A published version stays as it is' USING ERRCODE = '55000';
END $$;
CREATE TRIGGER agent_versions_stay BEFORE UPDATE ON agent_versions FOR EACH ROW EXECUTE FUNCTION refuse_change_of_version();

-- Which versions answer, lowest first, and from which of 100 parts of the customers on. Empty: never published, the draft answers.
ALTER TABLE agents ADD COLUMN live_numbers integer[] NOT NULL DEFAULT '{}';
ALTER TABLE agents ADD COLUMN live_from integer[] NOT NULL DEFAULT '{}';
ALTER TABLE agents ADD CONSTRAINT agents_live CHECK (cardinality(live_numbers) = cardinality(live_from));

-- What a conversation keeps until it is resolved. Null: begun with the draft, or by an old server.
ALTER TABLE conversations ADD COLUMN version_number integer;
-- Null: the draft answered.
ALTER TABLE turns ADD COLUMN version_number integer;
