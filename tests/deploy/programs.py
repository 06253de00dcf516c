"""Programs of the system that some machines lack. With CI=true a missing one is a failure."""

import os
import shutil

import pytest


def needed(program):
    """Return the path of a program, or skip the test."""
    found = shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/usr/bin")
    if not found and os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"{program} is not installed")
    return found or pytest.skip(f"{program} is not installed")
