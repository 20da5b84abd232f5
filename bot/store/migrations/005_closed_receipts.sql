-- A receipt that says how its job ended is forgotten; those of before are not all to be edited once more.
UPDATE jobs SET card_message_id = NULL
WHERE status = 'finished' AND (delivery IN ('sent', 'impossible') OR outcome = 'cancelled');
