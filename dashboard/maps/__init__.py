"""Maps of the world as drawings of links."""
