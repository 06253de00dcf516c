"""Examples that hypothesis makes up: no time limit on a busy machine, nothing left on disk."""

from hypothesis import settings

settings.register_profile("register", deadline=None, database=None)
settings.load_profile("register")
