-- Time slices: a long job stops at a checkpoint for others, and what it was served counts.
ALTER TABLE jobs ADD COLUMN done_steps INTEGER NOT NULL DEFAULT 0;  -- that its checkpoint holds
ALTER TABLE jobs ADD COLUMN kept_turn INTEGER;  -- the ticket of its last slice, which stays where a later one is given back

CREATE INDEX jobs_open ON jobs (guild_id, user_id) WHERE status <> 'finished';
