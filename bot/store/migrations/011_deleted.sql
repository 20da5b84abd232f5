-- The receipt that shows how its job ended, in case the picture is deleted: then it shows that.
ALTER TABLE jobs ADD COLUMN closed_card_message_id INTEGER;

-- With a deleted picture goes its prompt, also for those that were deleted before.
UPDATE jobs SET params = json_set(params, '$.prompt', '-'), notes = '[]'
WHERE outcome = 'picture' AND image IS NULL;
