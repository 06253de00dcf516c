"""Where the tests keep what nobody needs afterwards."""

import os
import shutil

MEMORY, ENOUGH = "/dev/shm", 1024**3


def fast_folder():
    """Return the folder that Linux keeps in memory where it has a gigabyte to spare; else None: the usual one."""
    if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        return MEMORY
    return None
