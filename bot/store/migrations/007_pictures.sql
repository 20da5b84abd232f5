-- A person's pictures in the order in which /show suggests them: asked at each letter that is typed.
CREATE INDEX jobs_pictures ON jobs (guild_id, user_id, (delivery = 'impossible'), sequence)
WHERE outcome = 'picture' AND image IS NOT NULL;
