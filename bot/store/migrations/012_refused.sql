-- Since when Discord has refused what is to be sent of a job that is over, for want of access, which somebody in the
-- server may give back: then it is sent after all. NULL: nothing is refused, or it is not tried any more.
ALTER TABLE jobs ADD COLUMN refused_at REAL;

CREATE INDEX jobs_refused ON jobs (sequence) WHERE refused_at IS NOT NULL;
