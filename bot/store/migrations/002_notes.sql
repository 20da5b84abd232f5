-- What the painter has to say of a finished picture: a list of sentences.
ALTER TABLE jobs ADD COLUMN notes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notes));
