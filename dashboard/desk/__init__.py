"""The data desk: where staff bring documents, correct figures and publish. To everyone else it is absent."""
