-- Mails that wait, went out, failed or are kept because nothing sends them. Old servers neither write nor read them.

CREATE TABLE mails (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL,
  to_address text NOT NULL,
  subject text NOT NULL,
  -- Empty as soon as nobody needs them: the links in them are secrets.
  text text,
  html text,
  status text NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'kept')),
  attempts integer NOT NULL DEFAULT 0,
  failure text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  -- While it is being sent: when whoever sends it counts as gone.
  next_attempt_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id)
);
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE status = 'queued';

ALTER TABLE mails ENABLE ROW LEVEL SECURITY;
ALTER TABLE mails FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON mails TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON mails TO app_tenant;
-- They are sent, and their texts thrown away, across organizations.
CREATE POLICY system ON mails TO app_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON mails TO app_system;
-- At the door a mail can be queued, and nothing be read.
CREATE POLICY auth ON mails FOR INSERT TO app_auth WITH CHECK (true);
GRANT INSERT ON mails TO app_auth;
