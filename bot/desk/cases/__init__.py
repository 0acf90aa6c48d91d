"""One case: the page of it, and what an officer does there."""
