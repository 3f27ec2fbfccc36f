-- What was said earlier in a long conversation, in short. Old servers send a model what fits, without it.

CREATE TABLE conversation_summaries (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  conversation_id uuid NOT NULL,
  -- Covers what was said up to this message, back to the last resolution; void once the conversation was resolved after it.
  upto_seq integer NOT NULL,
  text text NOT NULL,
  -- Until then somebody is making the next one. Null: nobody is.
  claimed_until timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, conversation_id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
);
ALTER TABLE conversation_summaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation_summaries FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON conversation_summaries TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON conversation_summaries TO app_tenant;
