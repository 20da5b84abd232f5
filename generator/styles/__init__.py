"""The styles that are installed: their cards, their files, and whether these are what the cards say."""
