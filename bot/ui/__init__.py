"""What people see: cards, buttons, suggestions and harmless text."""
