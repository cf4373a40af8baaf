"""The briefing: a deck that is its address, the stage it is presented on, and what a presenter takes along."""
