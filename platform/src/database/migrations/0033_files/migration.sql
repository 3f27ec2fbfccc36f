-- Pictures that customers send. Old servers neither take nor show any: they ignore the table and the column.

CREATE TABLE files (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  -- The conversation whose readers may see it; empty until it was sent, and then only whoever uploaded it may.
  conversation_id uuid,
  name text NOT NULL,
  media_type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes integer NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, conversation_id) REFERENCES conversations (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX files_of_conversation ON files (organization_id, conversation_id) WHERE conversation_id IS NOT NULL;
ALTER TABLE files ENABLE ROW LEVEL SECURITY;
ALTER TABLE files FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON files TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON files TO app_tenant;

-- Of a message: [{fileId, name, mediaType, width, height, bytes}]; empty for none.
ALTER TABLE messages ADD COLUMN attachments json;
