-- Every move of a job is one statement that states the status, and for a running job the attempt, that it expects.
-- Where it returns no row, somebody else moved the job first.

-- name: job
SELECT * FROM jobs WHERE id = :id;

-- name: job_of_interaction
SELECT * FROM jobs WHERE interaction_id = :interaction_id;

-- name: job_of_message
SELECT * FROM jobs WHERE picture_message_id = :message_id;

-- name: open_repaint
SELECT * FROM jobs WHERE source_job = :source_job AND user_id = :user_id AND status <> 'finished';

-- name: count_open
SELECT
    count(*) AS in_all,
    count(*) FILTER (WHERE guild_id = :guild_id) AS of_guild,
    count(*) FILTER (WHERE user_id = :user_id) AS of_person
FROM jobs WHERE status <> 'finished';

-- name: somebody_else_waits
SELECT 1 AS waits FROM jobs WHERE status = 'queued' AND user_id <> :user_id LIMIT 1;

-- name: place
SELECT place, EXISTS (SELECT 1 FROM jobs INDEXED BY jobs_running WHERE status = 'running') AS painting
FROM waiting WHERE sequence = (SELECT sequence FROM jobs WHERE id = :id);

-- name: waiting
SELECT jobs.*, place FROM waiting JOIN jobs USING (sequence) WHERE guild_id = :guild_id ORDER BY place;

-- name: open_ids
SELECT id FROM jobs WHERE status <> 'finished';

-- name: ids_without_result
SELECT id FROM jobs WHERE status = 'finished' AND image IS NULL;

-- name: running
SELECT * FROM jobs INDEXED BY jobs_running WHERE status = 'running' AND guild_id = :guild_id ORDER BY turn;

-- name: enqueue
INSERT INTO jobs (
    id, interaction_id, guild_id, channel_id, user_id, source_job, params, sources, plan, queued_at
) VALUES (
    :id, :interaction_id, :guild_id, :channel_id, :user_id, :source_job, :params, :sources, :plan, :now
)
RETURNING *;

-- name: claim
UPDATE jobs
SET status = 'running',
    attempt = attempt + 1,
    turn = (SELECT coalesce(max(turn), 0) + 1 FROM jobs),
    started_at = coalesce(started_at, :now)
WHERE status = 'queued' AND sequence = (SELECT sequence FROM waiting ORDER BY place LIMIT 1)
RETURNING *;

-- name: fix_plan
UPDATE jobs SET plan = coalesce(plan, :plan)
WHERE id = :id AND status = 'running' AND attempt = :attempt
RETURNING *;

-- name: note_checkpoint
UPDATE jobs SET checkpoint = :checkpoint, done_steps = :done_steps, seconds = :seconds
WHERE id = :id AND status = 'running' AND attempt = :attempt
RETURNING *;

-- name: finish_with_result
UPDATE jobs
SET status = 'finished', outcome = 'picture', finished_at = :now, checkpoint = NULL,
    image = :image, result_kind = :kind, result_mime = :mime, sha256 = :sha256,
    seconds = :seconds, peak_memory = :peak_memory, notes = :notes
WHERE id = :id AND status = 'running' AND attempt = :attempt AND cancel_requested_at IS NULL
RETURNING *;

-- name: finish_without_result
UPDATE jobs
SET status = 'finished', outcome = :outcome, finished_at = :now, checkpoint = NULL,
    failure_kind = :failure_kind, failure = :failure
WHERE id = :id AND status = 'running' AND attempt = :attempt AND cancel_requested_at IS NULL
RETURNING *;

-- name: finish_cancelled
UPDATE jobs
SET status = 'finished', outcome = 'cancelled', finished_at = :now, checkpoint = NULL
WHERE id = :id AND status = 'running' AND attempt = :attempt AND cancel_requested_at IS NOT NULL
RETURNING *;

-- name: requeue
-- This turn did not count: without its ticket the job is back at its old place.
UPDATE jobs
SET status = 'queued', turn = kept_turn, deaths = deaths + :deaths
WHERE id = :id AND status = 'running' AND attempt = :attempt AND cancel_requested_at IS NULL
RETURNING *;

-- name: requeue_leaner
-- Another plan starts over: it cannot use what the old plan saved.
UPDATE jobs
SET status = 'queued', turn = kept_turn, memory_failures = memory_failures + 1, plan = :plan,
    checkpoint = NULL, done_steps = 0, seconds = NULL
WHERE id = :id AND status = 'running' AND attempt = :attempt AND cancel_requested_at IS NULL
RETURNING *;

-- name: pause
-- A slice of time counts as a turn: the job keeps its ticket, and others come first.
UPDATE jobs
SET status = 'queued', kept_turn = turn
WHERE id = :id AND status = 'running' AND attempt = :attempt AND cancel_requested_at IS NULL
RETURNING *;

-- name: requeue_orphans
UPDATE jobs SET status = 'queued', turn = kept_turn
WHERE status = 'running' AND cancel_requested_at IS NULL
RETURNING *;

-- name: cancel_orphans
UPDATE jobs SET status = 'finished', outcome = 'cancelled', finished_at = :now, checkpoint = NULL
WHERE status = 'running' AND cancel_requested_at IS NOT NULL
RETURNING *;

-- name: cancel_queued
UPDATE jobs
SET status = 'finished', outcome = 'cancelled', cancel_requested_at = :now, finished_at = :now, checkpoint = NULL
WHERE id = :id AND status = 'queued'
RETURNING *;

-- name: cancel_running
UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, :now)
WHERE id = :id AND status = 'running'
RETURNING *;

-- name: unconcluded
SELECT * FROM jobs
WHERE status = 'finished'
  AND (
    delivery = 'intended' OR delivery = 'none' AND outcome <> 'cancelled'
    OR progress_message_id IS NOT NULL OR card_message_id IS NOT NULL
  )
  AND refused_at IS NULL
ORDER BY sequence;

-- name: intend
UPDATE jobs SET delivery = 'intended', intended_at = :now
WHERE id = :id AND delivery = 'none' AND outcome IN ('picture', 'failed', 'quarantined')
RETURNING *;

-- name: note_sent
UPDATE jobs SET delivery = 'sent', picture_message_id = :message_id
WHERE id = :id AND delivery = 'intended'
RETURNING *;

-- name: note_impossible
UPDATE jobs SET delivery = 'impossible', refused_at = NULL
WHERE id = :id AND delivery = 'intended'
RETURNING *;

-- name: note_refused
-- The end may have been sent before it was refused: `intended_at` stays, so it is looked for before it is sent again.
UPDATE jobs
SET delivery = 'impossible', refused_at = coalesce(refused_at, :now)
WHERE id = :id AND delivery = 'intended'
RETURNING *;

-- name: await_access
UPDATE jobs SET refused_at = coalesce(refused_at, :now) WHERE id = :id AND status = 'finished' RETURNING *;

-- name: refused
SELECT * FROM jobs WHERE refused_at IS NOT NULL ORDER BY sequence;

-- name: intend_again
UPDATE jobs SET delivery = 'intended'
WHERE id = :id AND delivery = 'impossible' AND refused_at IS NOT NULL AND (outcome <> 'picture' OR image IS NOT NULL)
RETURNING *;

-- name: note_allowed
UPDATE jobs SET refused_at = NULL WHERE id = :id RETURNING *;

-- name: give_up_refused
UPDATE jobs
SET refused_at = NULL, progress_message_id = NULL, card_message_id = NULL,
    delivery = CASE WHEN delivery = 'intended' THEN 'impossible' ELSE delivery END
WHERE id = :id AND refused_at IS NOT NULL
RETURNING *;

-- name: note_card
UPDATE jobs SET card_message_id = :message_id WHERE id = :id RETURNING *;

-- name: open_receipts
-- The receipts that say how their jobs stand, or for an id the one of this job.
SELECT
    jobs.*, coalesce(place, 0) AS place,
    EXISTS (SELECT 1 FROM jobs INDEXED BY jobs_running WHERE status = 'running') AS painting
FROM jobs LEFT JOIN waiting USING (sequence)
WHERE status <> 'finished' AND card_message_id IS NOT NULL AND id = coalesce(:id, id)
ORDER BY place;

-- name: note_progress_message
UPDATE jobs SET progress_message_id = :message_id WHERE id = :id RETURNING *;

-- name: close_card
UPDATE jobs SET card_message_id = NULL, closed_card_message_id = coalesce(card_message_id, closed_card_message_id)
WHERE id = :id
RETURNING *;

-- name: forget_result
-- Its receipt is to be edited once more, and what was not posted yet never is.
UPDATE jobs
SET image = NULL, params = json_set(params, '$.prompt', :prompt), notes = '[]',
    card_message_id = coalesce(card_message_id, closed_card_message_id),
    delivery = CASE WHEN delivery = 'sent' THEN 'sent' ELSE 'impossible' END
WHERE id = :id AND outcome = 'picture'
RETURNING *;

-- name: note_taken_down
-- Nothing of it is in the channel any more, so nothing is looked for there.
UPDATE jobs SET picture_message_id = NULL, delivery = 'impossible', intended_at = NULL
WHERE id = :id AND outcome = 'picture' AND image IS NULL
RETURNING *;

-- name: guild_settings
SELECT name, value FROM settings WHERE guild_id = :guild_id;

-- name: set_guild_setting
INSERT INTO settings (guild_id, name, value) VALUES (:guild_id, :name, :value)
ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value
RETURNING *;

-- name: reset_guild_setting
DELETE FROM settings WHERE guild_id = :guild_id AND name = :name RETURNING *;

-- name: fact
SELECT value FROM facts WHERE key = :key;

-- name: note_fact
INSERT INTO facts (key, value) VALUES (:key, :value)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
RETURNING *;

-- name: open_work
SELECT
    id, user_id, done_steps, place, json_extract(plan, '$.name') AS plan, json_extract(params, '$.steps') AS steps,
    json_extract(params, '$.style') AS style, json_extract(params, '$.method') AS method,
    json_extract(params, '$.size') AS size
FROM (
    SELECT id, user_id, done_steps, 0 AS place, plan, params FROM jobs WHERE status = 'running'
    UNION ALL
    SELECT id, user_id, done_steps, place, plan, params FROM waiting JOIN jobs USING (sequence)
)
ORDER BY place;

-- name: queue_figures
SELECT
    (SELECT count(*) FROM jobs WHERE status = 'queued') AS waiting,
    (SELECT min(queued_at) FROM jobs WHERE status = 'queued') AS oldest,
    (SELECT count(*) FROM jobs
     WHERE status = 'finished' AND delivery IN ('none', 'intended') AND outcome <> 'cancelled')
    + (SELECT count(*) FROM jobs
       WHERE delivery = 'impossible' AND refused_at IS NOT NULL AND (outcome <> 'picture' OR image IS NOT NULL))
    AS deliveries;

-- name: results_of
-- First those that could not be posted, then the newest.
SELECT * FROM jobs
WHERE guild_id = :guild_id AND user_id = :user_id AND outcome = 'picture' AND image IS NOT NULL
ORDER BY delivery = 'impossible' DESC, sequence DESC LIMIT 100;

-- name: note_shown
-- Without an intent: nothing was posted in the job's channel.
UPDATE jobs SET delivery = 'sent', picture_message_id = :message_id, intended_at = NULL
WHERE id = :id AND delivery = 'impossible'
RETURNING *;
