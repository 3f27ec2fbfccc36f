-- Passkeys: keys that people's devices keep, and which sessions they began. Servers before this release know none of it.

CREATE TABLE auth_passkeys (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  name text NOT NULL,
  -- What the device calls it, and the key that proves it, in COSE.
  credential_id bytea NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  -- What devices call the person: random, one for all passkeys of a person.
  user_handle bytea NOT NULL,
  -- How often the device says that it was used; one that does not count says 0 for ever.
  uses bigint NOT NULL,
  -- The device has asked who its user is, by finger, face or PIN, at least once.
  is_second_factor boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX auth_passkeys_user ON auth_passkeys (user_id);

-- Challenges that were answered, for as long as they would still be good: none is answered twice.
CREATE TABLE auth_used_challenges (
  challenge bytea PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX auth_used_challenges_expiry ON auth_used_challenges (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_passkeys TO app_auth;
GRANT SELECT, INSERT, DELETE ON auth_used_challenges TO app_auth;

-- The passkey that a session rests on, which takes it along when it is removed; null for every other way in.
ALTER TABLE auth_sessions ADD COLUMN passkey_id text REFERENCES auth_passkeys (id) ON DELETE CASCADE;
-- It asked who its user is, which counts as two factors.
ALTER TABLE auth_sessions ADD COLUMN passkey_verified boolean NOT NULL DEFAULT false;
CREATE INDEX auth_sessions_passkey ON auth_sessions (passkey_id) WHERE passkey_id IS NOT NULL;
