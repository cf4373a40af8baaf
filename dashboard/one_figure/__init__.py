"""The page of one figure: its evidence, what stands around it, how to cite it."""
