-- Sign-in by Supabase. People and sessions stay in our own tables, so ending a session counts at once; these say which of
-- Supabase's belong to them. Servers before this release know nothing of Supabase, and nothing is to be filled in.

CREATE TABLE auth_supabase_people (
  -- The `sub` of Supabase's tokens.
  subject text PRIMARY KEY,
  user_id text NOT NULL UNIQUE REFERENCES auth_users (id) ON DELETE CASCADE,
  -- While this is to come, somebody is changing the password: checking and changing it takes two requests.
  changing_until timestamptz
);
CREATE TABLE auth_supabase_sessions (
  session_id text PRIMARY KEY REFERENCES auth_sessions (id) ON DELETE CASCADE,
  -- Sealed with the server's secret.
  refresh_token text NOT NULL,
  -- When Supabase is to be asked again whether the session goes on.
  refresh_at timestamptz NOT NULL
);
-- Supabase's own tokens go on until they run out, and may be renewed elsewhere: sessions of theirs that were ended here
-- stay ended. Only somebody who ends such a session adds a row.
CREATE TABLE auth_ended_sessions (
  id text PRIMARY KEY,
  ended_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON auth_supabase_people, auth_supabase_sessions, auth_ended_sessions TO app_auth;
