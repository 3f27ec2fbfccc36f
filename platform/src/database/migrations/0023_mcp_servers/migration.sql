-- MCP servers of an organization, and tools of theirs. Old servers know nothing of these servers, and a call of such a
-- tool fails there: give agents these tools once every server is new.

CREATE TABLE mcp_servers (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  authorization_kind text NOT NULL CHECK (authorization_kind IN ('none', 'bearer', 'headers', 'oauth')),
  -- Sealed: what an organization gave us to prove who we are.
  secret text,
  -- Sealed: what signing in brought, and what is remembered until the browser comes back from it.
  tokens text,
  departure text,
  -- Refresh tokens are often good once: one process renews them, the others wait for another version.
  tokens_version integer NOT NULL DEFAULT 0,
  renewing_until timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
ALTER TABLE mcp_servers ENABLE ROW LEVEL SECURITY;
ALTER TABLE mcp_servers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON mcp_servers TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON mcp_servers TO app_tenant;

ALTER TABLE tools ADD COLUMN mcp_server_id uuid;
-- Its name over there; what was pinned when a person chose it ({description, parameters}); what the server says since.
ALTER TABLE tools ADD COLUMN mcp_tool text;
ALTER TABLE tools ADD COLUMN pinned json;
ALTER TABLE tools ADD COLUMN pinned_hash text;
ALTER TABLE tools ADD COLUMN changed json;
-- Deleted tools let go of their server.
ALTER TABLE tools ADD CONSTRAINT tools_mcp_server
  FOREIGN KEY (organization_id, mcp_server_id) REFERENCES mcp_servers ON DELETE SET NULL (mcp_server_id);
CREATE INDEX tools_mcp_server ON tools (organization_id, mcp_server_id) WHERE mcp_server_id IS NOT NULL;
