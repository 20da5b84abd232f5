"""The installed styles: their cards, their files, and whether the files match the cards."""
