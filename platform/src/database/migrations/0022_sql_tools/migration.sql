-- Databases of an organization's own, and tools that read from them. Old servers know nothing of these databases, and a call
-- of such a tool fails there: give agents these tools once every server is new.

CREATE TABLE database_connections (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  dialect text NOT NULL CHECK (dialect IN ('postgresql', 'mysql')),
  host text NOT NULL,
  port integer NOT NULL,
  database text,
  login text NOT NULL,
  -- Sealed.
  password text,
  tls text NOT NULL CHECK (tls IN ('verified', 'encrypted', 'off')),
  certificate_authority text,
  relations text[] NOT NULL,
  functions text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
ALTER TABLE database_connections ENABLE ROW LEVEL SECURITY;
ALTER TABLE database_connections FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON database_connections TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON database_connections TO app_tenant;

ALTER TABLE tools ADD COLUMN database_connection_id uuid;
ALTER TABLE tools ADD COLUMN query text;
ALTER TABLE tools ADD COLUMN max_rows integer;
ALTER TABLE tools ADD CONSTRAINT tools_database_connection
  FOREIGN KEY (organization_id, database_connection_id) REFERENCES database_connections ON DELETE SET NULL (database_connection_id);
CREATE INDEX tools_database_connection ON tools (organization_id, database_connection_id) WHERE database_connection_id IS NOT NULL;
