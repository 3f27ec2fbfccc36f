-- When people of an organization are there. Old servers say nothing about it.

CREATE TABLE business_hours (
  organization_id uuid PRIMARY KEY REFERENCES organizations ON DELETE CASCADE,
  -- {timeZone, weekly: {monday: [{from, to}], …}, closedDates: [{date, name}]}
  hours json NOT NULL,
  updated_at timestamptz NOT NULL
);
ALTER TABLE business_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE business_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON business_hours TO app_tenant
  USING (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT NULLIF(current_setting('app.organization_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON business_hours TO app_tenant;

-- The page that the customer was on when they wrote: {url, title}. Old servers neither take nor show any.
ALTER TABLE messages ADD COLUMN page json;
