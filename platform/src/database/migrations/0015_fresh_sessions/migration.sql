-- When whoever has the session last proved who they are. Null: not since this release, so they prove it before the next
-- change that asks for it. Old servers neither write nor read it.
ALTER TABLE auth_sessions ADD COLUMN proven_at timestamptz;

-- Links that prove another address, before it is the person's own.
ALTER TABLE auth_links DROP CONSTRAINT auth_links_purpose_check;
ALTER TABLE auth_links ADD CONSTRAINT auth_links_purpose_check
  CHECK (purpose IN ('password-reset', 'email-verification', 'email-change'));

-- People change their own address, in each organization that they belong to.
GRANT UPDATE (email) ON members TO app_auth;
