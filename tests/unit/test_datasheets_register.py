"""The register of what this profile created: it survives cuts, two windows and odd identifiers."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cartes_gouv_plugin.core.datasheets.register import Register

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_added_is_known_after_a_restart(tmp_path: Path) -> None:
    Register(tmp_path / "deep" / "created.txt").add("abc-1")
    again = Register(tmp_path / "deep" / "created.txt")
    assert again.has("abc-1")
    assert not again.has("abc")
    assert not again.has("")


def test_another_window_is_seen_at_once(tmp_path: Path) -> None:
    first, second = Register(tmp_path / "created.txt"), Register(tmp_path / "created.txt")
    assert not first.has("x")
    second.add("x")
    assert first.has("x")


def test_a_line_that_a_crash_cut_short_neither_counts_nor_hides_the_next(tmp_path: Path) -> None:
    path = tmp_path / "created.txt"
    path.write_bytes(b"\nfirst\n\ncut-sho")
    register = Register(path)
    assert not register.has("cut-sho")
    register.add("next")
    assert Register(path).has("next")
    assert Register(path).has("first")


@pytest.mark.parametrize("identifier", ["a\nb", "a b", "", "\n", "é", "../x/", "a" * 101, "a\x00"])
def test_what_is_no_identifier_is_not_remembered(tmp_path: Path, identifier: str) -> None:
    register = Register(tmp_path / "created.txt")
    register.add(identifier)
    assert not register.has(identifier)
    assert not (tmp_path / "created.txt").exists()


def test_many_threads_and_two_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "created.txt"
    code = (
        "import sys; from pathlib import Path\n"
        "from cartes_gouv_plugin.core.datasheets.register import Register\n"
        "register = Register(Path(sys.argv[1]))\n"
        "for n in range(200): register.add(f'other-{n}')\n"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT)
    register = Register(path)
    threads = [
        threading.Thread(target=lambda word=word: [register.add(f"{word}-{n}") for n in range(50)]) for word in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert other.wait(30) == 0
    again = Register(path)
    wanted = [f"{word}-{n}" for word in "abcd" for n in range(50)] + [f"other-{n}" for n in range(200)]
    assert [word for word in wanted if not again.has(word)] == []


def test_a_folder_that_cannot_be_written_remembers_for_this_session(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    register = Register(blocked / "created.txt")
    register.add("x")
    assert register.has("x")
