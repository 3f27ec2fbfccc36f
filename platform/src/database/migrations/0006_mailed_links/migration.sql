-- Links that are mailed to a person, and mails that are for a person rather than for one organization.

CREATE TABLE auth_links (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('password-reset', 'email-verification')),
  user_id text NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  -- The address that the link went to: it proves no other one.
  email text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX auth_links_user ON auth_links (user_id);
CREATE INDEX auth_links_expiry ON auth_links (expires_at);
GRANT SELECT, INSERT, DELETE ON auth_links TO app_auth;

-- A person may belong to no organization just now: their mails belong to none either, and no organization sees them.
-- Old servers send no mail without an organization; such a mail waits for a new one.
ALTER TABLE mails DROP CONSTRAINT mails_pkey;
ALTER TABLE mails ALTER COLUMN organization_id DROP NOT NULL;
ALTER TABLE mails ADD CONSTRAINT mails_key UNIQUE (organization_id, id);
-- Senders know a mail by its id, which is random and never chosen by a caller.
CREATE INDEX mails_id ON mails (id);
-- Whose account the links in the mail open; null for what is about one organization.
ALTER TABLE mails ADD COLUMN user_id text;

-- Another link to the same invitation, which only the invited address has seen. Null where nothing sends mails.
ALTER TABLE invitations ADD COLUMN mailed_hash bytea;
CREATE INDEX invitations_mailed ON invitations (mailed_hash);

-- People change their own name, in each organization that they belong to.
GRANT UPDATE (name) ON members TO app_auth;
