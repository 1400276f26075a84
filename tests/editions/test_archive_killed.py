"""The archive: no kill breaks it, nor do two additions at once."""

from __future__ import annotations

import datetime
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editions.archive import list_editions, verify
from editions.model import Edition
from tests.commanding import KILLS
from tests.editions.archiving import DAY, ROOT, added, codes, edition_in, errors

ADD = """
import datetime, pickle, sys
from pathlib import Path
from editions.archive import add
store, root, pickled, days = sys.argv[1:]
edition = pickle.loads(Path(pickled).read_bytes())
edition = edition._replace(date=edition.date + datetime.timedelta(days=int(days)))
print("go", flush=True)
result, trouble = add(Path(store), Path(root), edition)
print(result.name if result else trouble, flush=True)
"""


def big_edition(root: Path, pickled: Path) -> Edition:
    """With enough pictures that adding takes a while."""
    import pickle

    edition = edition_in(root)
    noise = random.Random(7)
    for n in range(30):
        (root / "pictures" / f"{n}.png").write_bytes(noise.randbytes(60_000))
    pickled.write_bytes(pickle.dumps(edition))
    return edition


def adder(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ADD, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


@pytest.mark.parametrize("kills", KILLS)
def test_kill_at_random_moments(store: Path, root: Path, tmp_path: Path, kills: int) -> None:
    """SIGKILL after random times, in the middle of a copy too, until `kills` of them hit an addition."""
    pickled = tmp_path / "edition.pickle"
    edition = big_edition(root, pickled)
    moments = random.Random(20241220)
    lasts, unfinished = 0.2, 0
    for n in range(50 * kills):
        for path in (root / "pictures").glob("?.png"):
            path.write_bytes(moments.randbytes(60_000))  # new content to copy every time
        with adder(store, root, pickled, n // 3) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(moments.uniform(0, lasts))
            process.kill()
            done = bool(process.stdout.read())
        assert not store.exists() or not errors(verify(store)), n
        lasts = lasts * 0.8 if done else lasts * 1.1  # near what it takes on this machine now
        unfinished += (store / "tmp" / "adding").exists()
        if unfinished == kills:
            break
    assert unfinished == kills, "hardly a kill hit an addition"
    result = added(store, root, edition._replace(date=DAY + datetime.timedelta(days=999)))
    assert codes(verify(store, result.digest)) == {"archive-proved"}
    assert not (store / "tmp" / "adding").exists()


EVERY_STEP = """
import os, pickle, shutil, sys
from pathlib import Path
from editions.archive import add, verify
from tests.killing import Killer

base, root, pickled = map(Path, sys.argv[1:])
edition = pickle.loads(pickled.read_bytes())
store = base.with_name("killed")

step, states = 0, set()
while True:
    step += 1
    shutil.rmtree(store, ignore_errors=True)
    if base.exists():
        shutil.copytree(base, store)
    pid = os.fork()
    if not pid:
        Killer(store, step)
        add(store, root, edition)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if store.exists():
        found = verify(store)
        states.add(tuple(sorted(fault.code for fault in found)))
        assert all(fault.severity == "note" for fault in found), (step, found)
    result, trouble = add(store, root, edition)
    assert result, (step, trouble)
    assert verify(store) == (), (step, verify(store))
    assert result.digest == add(store, root, edition)[0].digest
    if not os.WIFSIGNALED(status):
        break
print(step, sorted(states))
"""


@pytest.mark.parametrize("begun", [False, True], ids=["new store", "old store"])
def test_kill_at_every_step(store: Path, root: Path, tmp_path: Path, begun: bool) -> None:
    """SIGKILL before every single call that opens, makes, renames or removes a file."""
    import pickle

    if begun:
        added(store, root, edition_in(root))
    edition = edition_in(root, headline="新桥昨日通车")
    for folder in ("ads", "art", "pictures", "fillers"):
        shutil.rmtree(root / folder)  # fewer files: every step costs two additions
    pickled = tmp_path / "edition.pickle"
    pickled.write_bytes(pickle.dumps(edition))
    command = [sys.executable, "-c", EVERY_STEP, store, root, pickled]
    done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps = int(done.stdout.split()[0])
    assert steps > 25
    for state in ("archive-leftover", "archive-unfinished", "()"):
        assert state in done.stdout, done.stdout


def test_two_at_once(store: Path, root: Path, tmp_path: Path) -> None:
    pickled = tmp_path / "edition.pickle"
    big_edition(root, pickled)
    adders = [adder(store, root, pickled, n % 2) for n in range(4)]
    for process in adders:
        with process:
            process.communicate()
    editions, _ = list_editions(store)
    assert [one.name for one in editions] == ["2024-12-20", "2024-12-21"]
    assert verify(store) == ()
