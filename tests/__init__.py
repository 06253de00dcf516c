"""The second reading of the code."""
