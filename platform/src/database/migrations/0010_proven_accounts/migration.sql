-- Whom a provider names belongs to one person, also when they come twice at the same moment.
CREATE UNIQUE INDEX auth_accounts_provider ON auth_accounts ("providerId", "accountId");
