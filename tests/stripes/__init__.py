"""One method more, to test that a method is a package. It optimises a picture's columns until crops fit the prompt."""
