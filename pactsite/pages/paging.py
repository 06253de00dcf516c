"""Its home is clusters.paging, where every room may ask it."""

from clusters.paging import ROWS, Asked, whole_number

__all__ = ["ROWS", "Asked", "whole_number"]
