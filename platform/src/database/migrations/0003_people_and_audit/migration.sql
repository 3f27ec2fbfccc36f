-- Roles of an organization's own, invitations, where a session works, and the audit trail.

-- From where a key may be used; none: from anywhere.
ALTER TABLE api_keys ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';

CREATE TABLE custom_roles (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  permissions text[] NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX custom_roles_name ON custom_roles (organization_id, lower(name));

CREATE TABLE invitations (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  token_hash bytea NOT NULL,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX invitations_email ON invitations (organization_id, email);
-- Looked up by whoever holds the link, before the organization is known.
CREATE INDEX invitations_token ON invitations (token_hash);

-- Where a person's session works; without a row, in the organization that they joined first.
CREATE TABLE session_organizations (
  session_id text PRIMARY KEY,
  works_in uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  chosen_at timestamptz NOT NULL
);

-- Each entry's hash covers the one before. What is read out of an entry is generated from the very text that is hashed.
CREATE TABLE audit_entries (
  organization_id uuid NOT NULL REFERENCES organizations,
  seq bigint NOT NULL,
  entry text NOT NULL,
  hash text NOT NULL,
  at text NOT NULL GENERATED ALWAYS AS (entry::jsonb ->> 'at') STORED,
  actor text NOT NULL GENERATED ALWAYS AS (entry::jsonb ->> 'actor') STORED,
  action text NOT NULL GENERATED ALWAYS AS (entry::jsonb ->> 'action') STORED,
  target text GENERATED ALWAYS AS (entry::jsonb ->> 'target') STORED,
  PRIMARY KEY (organization_id, seq)
);
CREATE INDEX audit_entries_target ON audit_entries (organization_id, target, seq);
CREATE INDEX audit_entries_actor ON audit_entries (organization_id, actor, seq);

CREATE TABLE audit_heads (
  organization_id uuid PRIMARY KEY REFERENCES organizations,
  seq bigint NOT NULL,
  hash text NOT NULL,
  -- Up to here the head was signed, and the signature kept elsewhere.
  sealed_seq bigint NOT NULL DEFAULT 0
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the audit trail stay as they are' USING ERRCODE = '55000';
END $$;
CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_stay_all BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DO $$
DECLARE table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['custom_roles', 'invitations', 'audit_entries', 'audit_heads'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I TO app_tenant
      USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
      WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))$policy$, table_name);
    EXECUTE format('CREATE POLICY auth ON %I TO app_auth USING (true) WITH CHECK (true)', table_name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON custom_roles, invitations TO app_tenant;
GRANT SELECT, INSERT ON audit_entries TO app_tenant, app_auth;
GRANT SELECT, INSERT, UPDATE ON audit_heads TO app_tenant, app_auth;
-- Heads are signed across organizations.
GRANT SELECT, UPDATE ON audit_heads TO app_system;
CREATE POLICY system ON audit_heads TO app_system USING (true) WITH CHECK (true);
-- At the door: who holds an invitation, what a role may, where a session works.
GRANT SELECT ON custom_roles TO app_auth;
GRANT SELECT, DELETE ON invitations TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON session_organizations TO app_auth;
GRANT DELETE ON members TO app_auth;
