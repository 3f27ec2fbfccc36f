-- Who handles a conversation, how it came to people, and what is known of it. Old servers know none of it and answer
-- every conversation by its agent, as the defaults say.

ALTER TABLE agents
  -- Whether and when this agent hands over to people, and how it says so.
  ADD COLUMN hand_over json NOT NULL DEFAULT '{"isEnabled":true,"guidance":"","line":"","teamId":null,"onFailure":false,"rules":[]}',
  ADD COLUMN built_in_tools text[] NOT NULL DEFAULT '{}';

ALTER TABLE conversations
  ADD COLUMN handler text NOT NULL DEFAULT 'ai' CHECK (handler IN ('ai', 'queue', 'person')),
  -- The last hand-over: {reason, summary, cause, at}; empty when the conversation went back to its agent or was resolved.
  ADD COLUMN hand_over json,
  -- Since when the customer has been waiting for an answer; empty when nobody waits.
  ADD COLUMN waiting_since timestamptz,
  -- What was said up to here belongs to something that was resolved.
  ADD COLUMN resolved_seq integer NOT NULL DEFAULT 0,
  ADD COLUMN attributes jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN labels text[] NOT NULL DEFAULT '{}';
CREATE INDEX conversations_handed_over ON conversations (organization_id, handler, status, last_activity_at DESC, id DESC)
  WHERE handler <> 'ai';

-- Of a message that a person wrote; the name stays when they have gone.
ALTER TABLE messages
  ADD COLUMN author_id text,
  ADD COLUMN author_name text;
