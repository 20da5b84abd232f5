-- Plans that were named as kinds of cutouts are have names of their own; what was learned of their pace is kept.
UPDATE facts SET key = replace(replace(key, ', exact, ', ', frugal, '), ', fast, ', ', quick, ')
WHERE key LIKE 'seconds a step: %';
