-- The keys with which organizations' secrets are sealed, each wrapped by a key that is not in the database. Old servers
-- do not open what is sealed with them: a mail waits for a new server, an idempotent answer cannot be repeated by an old one.

CREATE TABLE data_keys (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  -- What it seals: one key for each purpose, and the one of the highest version seals from now on.
  purpose text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- Which key wrapped it.
  wrapped_by text NOT NULL,
  wrapped text NOT NULL,
  -- How often it has sealed, in round numbers: no key does so 2^32 times.
  uses bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  -- Since when nothing that is kept needs this older key.
  unused_since timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, purpose, version)
);
ALTER TABLE data_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON data_keys TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON data_keys TO app_tenant;
-- A key stays what it is: only how it is wrapped, and what is known of its use, may change.
GRANT UPDATE (wrapped_by, wrapped, uses, unused_since) ON data_keys TO app_tenant;

-- Which secret of the server's the hash hangs on. Null in rows of before, until the key's next use.
ALTER TABLE api_keys ADD COLUMN hashed_with text;
