"""The methods that paint pictures, each as a Python generator of steps."""
