-- What its owner is told of a job is a key with values, put into words where it is shown: `failure` holds one sentence as
-- {"key": …, "values": …}, `notes` a list of them. Sentences that were written before are shown as they are.
UPDATE jobs SET failure = json_object('key', 'as-written', 'values', json_object('text', failure))
WHERE failure IS NOT NULL;

UPDATE jobs SET notes = (
    SELECT json_group_array(json_object('key', 'as-written', 'values', json_object('text', value))) FROM json_each(notes)
)
WHERE notes <> '[]';
