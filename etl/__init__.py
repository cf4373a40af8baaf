"""Documents and catalogue in, published dataset out."""
