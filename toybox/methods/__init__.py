"""What the toy style has for each method that it can paint with; one file a method."""
