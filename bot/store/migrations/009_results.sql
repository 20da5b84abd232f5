-- What a job has made: until now it was always a picture, in a PNG file. `image` names the file, whatever its kind is.
ALTER TABLE jobs ADD COLUMN result_kind TEXT NOT NULL DEFAULT 'picture';
ALTER TABLE jobs ADD COLUMN result_mime TEXT NOT NULL DEFAULT 'image/png';
