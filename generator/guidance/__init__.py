"""What pulls a picture towards its prompt: cutouts and losses."""
