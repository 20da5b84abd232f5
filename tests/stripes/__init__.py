"""One method more, to test that a method is one package. It optimises a picture's columns until crops fit the prompt."""
