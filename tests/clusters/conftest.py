"""Examples that hypothesis makes up: no time limit on a busy machine, nothing left on disk."""

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

from tests.settings import FOLDER

set_hypothesis_home_dir(FOLDER)
settings.register_profile("register", deadline=None, database=None)
settings.load_profile("register")
