"""The same policy terms by Oasis ``fmpy``: its own files, its own stream of losses, allocation rule 0.

Runs in an environment of its own; losses and terms come as files from ``benchmarks.terms``. A run reads the stream of
losses and writes the stream of what is paid, both in the memory of the system; the making of machine code is not timed.
``python oasis_terms.py FOLDER``
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
from oasislmf import __version__
from oasislmf.pytools.common.data import fm_policytc_dtype, fm_profile_dtype, fm_programme_dtype, fm_xref_dtype
from oasislmf.pytools.fm.manager import run
from serving import serve, timed

FOLDER = Path(sys.argv[1])
LOSSES, PAID = FOLDER / "losses.bin", FOLDER / "paid.bin"
LOSS_STREAM, DEDUCTIBLE_AND_LIMIT, LIMIT = 2 << 24 | 1, 1, 14
ALLOCATION = 0


def prepare() -> list[int]:
    """Write the terms and the stream of losses as Oasis reads them."""
    terms = json.loads((FOLDER / "terms.json").read_text())
    losses = np.load(FOLDER / "losses.npy")
    facilities, events, samples = losses.shape
    each = range(1, facilities + 1)
    levels = [(i, 1, i) for i in each] + [(i, 2, 1) for i in each]
    own = (1, DEDUCTIBLE_AND_LIMIT, terms["deductible"], 0, 0, 0, terms["limit"], 0, 0, 0)
    whole = (2, LIMIT, 0, 0, 0, 0, terms["event_limit"], 0, 0, 0)
    np.array(levels, fm_programme_dtype).tofile(FOLDER / "fm_programme.bin")
    np.array([(1, i, 1, 1) for i in each] + [(2, 1, 1, 2)], fm_policytc_dtype).tofile(FOLDER / "fm_policytc.bin")
    np.array([own, whole], fm_profile_dtype).tofile(FOLDER / "fm_profile.bin")
    np.array([(1, 1, 1)], fm_xref_dtype).tofile(FOLDER / "fm_xref.bin")
    stream = np.zeros((events, facilities, 2 + 2 * samples + 2), np.int32)
    stream[:, :, 0] = np.arange(1, events + 1)[:, None]
    stream[:, :, 1] = np.arange(1, facilities + 1)
    stream[:, :, 2:-2:2] = np.arange(1, samples + 1)
    stream[:, :, 3:-2:2] = losses.transpose(1, 0, 2).astype(np.float32).view(np.int32)
    with LOSSES.open("wb") as file:
        file.write(np.array([LOSS_STREAM, samples], np.int32).tobytes())
        stream.tofile(file)
    run(True, allocation_rule=ALLOCATION, static_path=str(FOLDER))
    return list(losses.shape)


def pay() -> None:
    """Send the stream of losses through the terms."""
    run(
        False,
        allocation_rule=ALLOCATION,
        static_path=str(FOLDER),
        files_in=[str(LOSSES)],
        files_out=[str(PAID)],
        net_loss=None,
        storage_method="sparse",
        low_memory=False,
        sort_output=False,
    )


def check() -> str:
    """Write what is paid of each event and sample as an array; what the stream leaves out is 0."""
    _, events, samples = np.load(FOLDER / "losses.npy", mmap_mode="r").shape
    pay()
    numbers = np.fromfile(PAID, np.int32)[2:]
    words, yen = numbers.tolist(), numbers.view(np.float32).tolist()
    paid = np.zeros((events, samples), np.int64)
    at = 0
    while at < len(words):
        event, at = words[at], at + 2
        while words[at]:
            if words[at] > 0:
                paid[event - 1, words[at] - 1] = yen[at + 1]
            at += 2
        at += 2
    np.save(FOLDER / "paid.npy", paid)
    return "paid.npy"


if __name__ == "__main__":
    os.chdir(FOLDER)  # fmpy writes a folder of logs wherever it runs
    serve({"version": lambda: __version__, "prepare": prepare, "check": check, "pay": lambda: timed(pay)})
