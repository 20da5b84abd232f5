-- Asked for at every look at /status and the metrics: without it each would read all jobs that ever were.
CREATE INDEX jobs_undelivered ON jobs (sequence)
WHERE status = 'finished' AND delivery IN ('none', 'intended') AND outcome <> 'cancelled';
