-- A second factor for people: an authenticator app, recovery codes, and which sessions have shown one.

CREATE TABLE auth_factors (
  user_id text PRIMARY KEY REFERENCES auth_users (id) ON DELETE CASCADE,
  -- Sealed with the server's secret.
  secret text NOT NULL,
  confirmed_at timestamptz,
  -- The last time step whose code was taken: none is taken twice.
  last_step bigint NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  blocked_until timestamptz,
  created_at timestamptz NOT NULL
);
CREATE TABLE auth_recovery_codes (
  user_id text NOT NULL REFERENCES auth_factors ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);
-- Sessions that have shown a second factor.
CREATE TABLE auth_session_factors (
  session_id text PRIMARY KEY REFERENCES auth_sessions (id) ON DELETE CASCADE,
  shown_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_factors, auth_recovery_codes, auth_session_factors TO app_auth;

ALTER TABLE organizations ADD COLUMN requires_second_factor boolean NOT NULL DEFAULT false;
