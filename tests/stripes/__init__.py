"""A third method, to see that a method is a folder: it moves a picture's columns until crops please the perceptor."""
