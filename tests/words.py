"""`make words` writes the catalogue anew; `make lint` asks whether that would change anything. Both need gettext."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("pactsite/locale/vi/LC_MESSAGES/django.po")
MAKE = "manage.py makemessages --locale vi --add-location file --no-obsolete --no-wrap".split()
MAKE += "--ignore tests --ignore var".split()


def write(folder):
    """Bring the catalogue under `folder` in step with the code there, and compile it."""
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, *MAKE], cwd=folder, env=settings, check=True, stdout=subprocess.DEVNULL)
    compile_catalogue(folder / CATALOGUE, folder / CATALOGUE.with_suffix(".mo"))


def compile_catalogue(catalogue, compiled):
    subprocess.run(["msgfmt", "--check", f"--output-file={compiled}", catalogue], check=True)


def faults():
    """What is wrong with the committed catalogue: one sentence each, with the messages concerned."""
    with tempfile.TemporaryDirectory() as folder:
        # On a copy, because makemessages writes where it reads.
        copy = shutil.copytree(ROOT, Path(folder, "copy"), ignore=shutil.ignore_patterns(".*", "var", "static"))
        compile_catalogue(copy / CATALOGUE, copy / "anew.mo")
        committed, anew = words_of(copy / CATALOGUE.with_suffix(".mo")), words_of(copy / "anew.mo")
        kept = sentences_of(copy / CATALOGUE)
        write(copy)
        found = sentences_of(copy / CATALOGUE)
    yield "These sentences of the code are not in the catalogue:", found - kept
    yield "These sentences of the catalogue are no longer in the code:", kept - found
    yield "These have no words yet:", sentences_of(ROOT / CATALOGUE, "--untranslated")
    yield "These words are a machine's guess:", sentences_of(ROOT / CATALOGUE, "--only-fuzzy")
    yield "These stand otherwise in the compiled catalogue:", committed ^ anew


def sentences_of(catalogue, *which):
    listed = run("msgattrib", "--no-obsolete", "--no-wrap", "--no-location", *which, catalogue)
    messages = [message for message in listed.split("\n\n") if '"Content-Type:' not in message]
    plain = ("\n".join(line for line in message.splitlines() if not line.startswith("#")) for message in messages)
    return {text.split("\nmsgstr")[0] for text in plain} - {""}


def words_of(compiled):
    return set(run("msgunfmt", "--no-wrap", compiled).split("\n\n"))


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    if missing := [program for program in ("msgfmt", "msgattrib") if not shutil.which(program)]:
        sys.exit(f"{missing[0]} was not found (apt install gettext)")
    if "--write" in sys.argv:
        write(ROOT)
    elif wrong := [(sentence, messages) for sentence, messages in faults() if messages]:
        for sentence, messages in wrong:
            print(sentence, *sorted(messages), sep="\n\n")
        sys.exit("\nThe catalogue is not in order: `make words`, then give every sentence its words.")
