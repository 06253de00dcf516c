"""The file of a backup: any byte changed, missing or added is noticed, and no member leads out of its folder."""

import io
import tarfile

import pytest

from pactsite.backup import BackupError, encryption
from pactsite.backup.archive import (
    TRAILER_LENGTH,
    ArchiveWriter,
    HashedWriter,
    check_whole,
    is_allowed,
    unpack,
)
from pactsite.backup.encryption import CHECK, MAGIC, SALT, TAG, DecryptedReader, EncryptedWriter

KEY = "một khóa đủ dài để mã hóa"
DAMAGED = "This backup is damaged or cut off."
WRONG_KEY = "BACKUP_KEY does not open this backup: it was made with another key, or is damaged."
HEADER = len(MAGIC) + SALT + CHECK


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(encryption, "CHUNK", 4096)


def archive(folder, key=""):
    """Write a backup of two small parts and return its path."""
    path, part, file = folder / "backup", folder / "part", folder / "file"
    part.write_bytes(b"the database" * 1000)
    file.write_bytes(b"an upload" * 1000)
    with path.open("wb") as target:
        writer = ArchiveWriter(target, key)
        writer.add("database.pgdump", part)
        writer.add("files/documents/a.pdf", file)
        writer.finish({"database": "postgresql", "migrations": []})
    return path


def sentence_of(path, key=""):
    with pytest.raises(BackupError) as refusal:
        check_whole(path, key)
    return str(refusal.value)


# --- Without a key ----------------------------------------------------------------------------


def test_a_whole_backup_is_unpacked_as_it_was(tmp_path):
    path, folder = archive(tmp_path), tmp_path / "unpacked"
    folder.mkdir()

    check_whole(path)
    manifest = unpack(path, folder)

    assert (folder / "files/documents/a.pdf").read_bytes() == b"an upload" * 1000
    assert (folder / "files/documents/a.pdf").stat().st_mode & 0o777 == 0o600
    assert [part["name"] for part in manifest["parts"]] == ["database.pgdump", "files/documents/a.pdf"]


def test_every_changed_byte_is_noticed(tmp_path):
    path = archive(tmp_path)
    whole = path.read_bytes()

    for place in [*range(0, len(whole), 97), *range(len(whole) - TRAILER_LENGTH, len(whole))]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert sentence_of(path) == DAMAGED


def test_what_is_cut_off_or_longer_is_noticed(tmp_path):
    path = archive(tmp_path)
    whole = path.read_bytes()

    for length in (0, 1, 72, 73, 512, 10240, len(whole) - TRAILER_LENGTH, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert sentence_of(path) == DAMAGED
    path.write_bytes(whole + b"\n")
    assert sentence_of(path) == DAMAGED


# --- With a key -------------------------------------------------------------------------------


def test_an_encrypted_backup_is_read_with_its_key(tmp_path):
    path, folder = archive(tmp_path, KEY), tmp_path / "unpacked"
    folder.mkdir()

    check_whole(path, KEY)
    unpack(path, folder, KEY)

    assert (folder / "database.pgdump").read_bytes() == b"the database" * 1000


def test_every_region_of_an_encrypted_backup_is_guarded(tmp_path):
    path = archive(tmp_path, KEY)
    whole = path.read_bytes()
    magic, salt, check, first, tag, middle, last = (
        3,
        len(MAGIC),
        len(MAGIC) + SALT,
        HEADER,
        HEADER + 4096,
        len(whole) // 2,
        len(whole) - 1,
    )

    found = {}
    for place in (magic, salt, check, first, tag, middle, last):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        found[place] = sentence_of(path, KEY)

    assert found == dict.fromkeys(found, DAMAGED) | {salt: WRONG_KEY, check: WRONG_KEY}


def test_chunks_cannot_be_cut_off_swapped_repeated_or_added(tmp_path):
    path, size = archive(tmp_path, KEY), 4096 + TAG
    whole = path.read_bytes()
    header, body = whole[:HEADER], whole[HEADER:]
    chunks = [body[place : place + size] for place in range(0, len(body), size)]
    assert len(chunks) > 4

    for changed in (
        [],
        chunks[:-1],
        chunks[:1],
        [chunks[1], chunks[0], *chunks[2:]],
        [chunks[0], *chunks],
        [*chunks, chunks[-1]],
        [*chunks, b"x"],
    ):
        path.write_bytes(header + b"".join(changed))
        assert sentence_of(path, KEY) == DAMAGED


def test_a_wrong_key_and_no_key_have_sentences_of_their_own(tmp_path):
    path = archive(tmp_path, KEY)

    assert sentence_of(path, KEY + "!") == WRONG_KEY
    assert sentence_of(path) == "This backup is encrypted: set the BACKUP_KEY it was made with."


@pytest.mark.parametrize("length", [0, 1, 4095, 4096, 4097, 8192, 10000])
def test_a_stream_of_any_length_comes_back(length):
    target = io.BytesIO()
    writer = EncryptedWriter(target, KEY)
    writer.write(b"a" * length)
    writer.finish()
    target.seek(0)

    reader = DecryptedReader(target, KEY)

    assert reader.read(length + 1) == b"a" * length
    assert reader.read(1) == b""


def test_a_stream_cut_between_two_chunks_is_noticed_by_itself():
    target = io.BytesIO()
    writer = EncryptedWriter(target, KEY)
    writer.write(b"a" * 10000)
    writer.finish()
    cut = io.BytesIO(target.getvalue()[: HEADER + 2 * (4096 + TAG)])

    with pytest.raises(BackupError) as refusal:
        DecryptedReader(cut, KEY).read(10000)

    assert str(refusal.value) == DAMAGED


def test_two_files_of_one_key_have_nothing_in_common():
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        writer = EncryptedWriter(target, KEY)
        writer.write(b"the same")
        writer.finish()

    assert first.getvalue()[len(MAGIC) :] != second.getvalue()[len(MAGIC) :]


# --- Members ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("manifest.json", True),
        ("database.pgdump", True),
        ("files/documents/a.pdf", True),
        ("files/tệp.pdf", True),
        ("files", False),
        ("files/", False),
        ("files/../a", False),
        ("files/a/../../b", False),
        ("files//a", False),
        ("files/./a", False),
        ("files\\..\\a", False),
        ("/files/a", False),
        ("../files/a", False),
        ("/etc/passwd", False),
        ("other/a", False),
        ("", False),
    ],
)
def test_only_known_names_are_unpacked(name, allowed):
    assert is_allowed(name) is allowed


def member(name, **values):
    found = tarfile.TarInfo(name)
    for key, value in values.items():
        setattr(found, key, value)
    return found


@pytest.mark.parametrize(
    "members",
    [
        [member("../outside", size=1)],
        [member("/tmp/outside", size=1)],
        [member("files/link", type=tarfile.SYMTYPE, linkname="/etc")],
        [member("files/link", type=tarfile.LNKTYPE, linkname="manifest.json")],
        [member("files/pipe", type=tarfile.FIFOTYPE)],
        [member("files/folder", type=tarfile.DIRTYPE)],
        [member("files/a", size=1), member("files/a", size=1)],
    ],
    ids=["above", "absolute", "symbolic link", "hard link", "pipe", "folder", "twice"],
)
def test_a_made_up_archive_is_refused_and_leads_nowhere(tmp_path, members):
    path, folder = tmp_path / "backup", tmp_path / "unpacked"
    folder.mkdir()
    with path.open("wb") as file:
        target = HashedWriter(file)
        with tarfile.open(fileobj=target, mode="w|") as tar:
            for entry in members:
                tar.addfile(entry, io.BytesIO(b"x"))
        file.write(f"SHA-256 {target.digest.hexdigest()}\n".encode())
    check_whole(path)

    with pytest.raises(BackupError) as refusal:
        unpack(path, folder)

    assert str(refusal.value) == f"This backup holds something that does not belong there: {members[-1].name}."
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["backup", "unpacked"]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"database": "postgresql", "format": 2}, "This backup was made by another version of the register, which"),
        ({"database": "sqlite"}, DAMAGED),
        ({"database": "postgresql", "parts": []}, DAMAGED),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path, monkeypatch, facts, sentence):
    path, folder = tmp_path / "backup", tmp_path / "unpacked"
    folder.mkdir()
    (tmp_path / "part").write_bytes(b"the database")
    with path.open("wb") as target:
        writer = ArchiveWriter(target)
        writer.add("database.pgdump", tmp_path / "part")
        if "parts" in facts:
            writer.parts.clear()
        writer.finish({key: value for key, value in facts.items() if key != "parts"})

    with pytest.raises(BackupError) as refusal:
        unpack(path, folder)

    assert str(refusal.value).startswith(sentence)


def test_a_tar_without_a_manifest_is_no_backup(tmp_path):
    path, folder = tmp_path / "backup", tmp_path / "unpacked"
    folder.mkdir()
    with path.open("wb") as file:
        target = HashedWriter(file)
        with tarfile.open(fileobj=target, mode="w|") as tar:
            tar.addfile(member("files/a", size=1), io.BytesIO(b"x"))
        file.write(f"SHA-256 {target.digest.hexdigest()}\n".encode())

    with pytest.raises(BackupError) as refusal:
        unpack(path, folder)

    assert str(refusal.value) == "This file is no backup of the register."
