"""The cluster's board: what is asked of the units by when, what they have sent, and their remarks."""
