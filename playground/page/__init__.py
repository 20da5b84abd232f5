"""The page that shows the channel in a browser, and the small API that it speaks."""
