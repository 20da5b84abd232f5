-- Whoever asks for one place pays for all of them: the view carries no more than that takes, and reads no job but those
-- that wait.
DROP VIEW waiting;

-- Fair turns, said once: people take turns in the order in which they were last served, each with the oldest job first.
CREATE VIEW waiting AS
SELECT sequence, row_number() OVER (ORDER BY round, served, first_sequence) AS place
FROM (
    SELECT
        sequence,
        row_number() OVER (PARTITION BY user_id ORDER BY sequence) AS round,
        min(sequence) OVER (PARTITION BY user_id) AS first_sequence,
        coalesce((SELECT max(turn) FROM jobs AS served WHERE served.user_id = jobs.user_id), 0) AS served
    FROM jobs INDEXED BY jobs_queued
    WHERE status = 'queued'
);
