"""A file that staff bring in, its text and what it states about itself out."""

from etl.incoming.incoming import Incoming, Limits, Sort
from etl.incoming.reader import read

__all__ = ["Incoming", "Limits", "Sort", "read"]
