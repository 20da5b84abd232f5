"""Contact sheets: pictures with lines of text under them."""
