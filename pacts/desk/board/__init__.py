"""The cluster's board: the units' tasks and deadlines, what they have sent, and their remarks."""
