-- Vectors leave the chunks for a table of their own: a narrow row is several times faster to compare, and a model can
-- be exchanged without touching a chunk. No server was ever released that wrote the old columns.
ALTER TABLE chunks DROP COLUMN embedding, DROP COLUMN embedding_model, DROP COLUMN embedding_dimensions;

CREATE TABLE chunk_vectors (
  organization_id uuid NOT NULL,
  chunk_id uuid NOT NULL,
  document_id uuid NOT NULL,
  model text NOT NULL,
  dimensions integer NOT NULL,
  -- Within the row as long as it fits there: fetching it from elsewhere costs more than comparing it.
  embedding vector NOT NULL,
  PRIMARY KEY (organization_id, chunk_id),
  FOREIGN KEY (organization_id, chunk_id) REFERENCES chunks (organization_id, id) ON DELETE CASCADE
);
ALTER TABLE chunk_vectors ALTER COLUMN embedding SET STORAGE MAIN;

ALTER TABLE chunk_vectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE chunk_vectors FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON chunk_vectors TO app_tenant;
CREATE POLICY tenant ON chunk_vectors TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));

-- Chunks without a vector are looked for across organizations.
GRANT SELECT (organization_id, id) ON chunks TO app_system;
GRANT SELECT (organization_id, chunk_id, model) ON chunk_vectors TO app_system;
CREATE POLICY system ON chunks FOR SELECT TO app_system USING (true);
CREATE POLICY system ON chunk_vectors FOR SELECT TO app_system USING (true);

-- How far each consumer has read the outbox, in the order of commits, and until when one process has it in hand.
CREATE TABLE outbox_cursors (
  consumer text PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT '0',
  id bigint NOT NULL DEFAULT 0,
  holder uuid,
  held_until timestamptz
);
GRANT SELECT, INSERT, UPDATE ON outbox_cursors TO app_system;
INSERT INTO outbox_cursors (consumer) VALUES ('realtime');
