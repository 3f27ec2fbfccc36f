-- What holds an agent back. Old servers ignore it; as the default says, everything is off.
ALTER TABLE agents
  ADD COLUMN guardrails json NOT NULL DEFAULT '{"forbiddenTopics":[],"disclosure":{"isEnabled":false,"line":""},"maskPersonalData":{"isEnabled":false,"patterns":[]},"claimCheck":"off"}';
