"""Finding ideas: the question, the filters, and the bar that asks for them."""
