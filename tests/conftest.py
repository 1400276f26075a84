"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent


# The gate judges a change, not the day's luck: there the examples are the same each time.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """With `-n` a module is tested in one process, so that what its tests share is made once."""
    if getattr(config.option, "numprocesses", None) and config.option.dist == "no":
        config.option.dist = "loadscope"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared test material: $BANMIAN_SHARED, else ../shared beside the checkout."""
    folder = Path(os.environ.get("BANMIAN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"shared material not found at {folder} (set BANMIAN_SHARED)")
    return folder


@pytest.fixture(scope="session")
def demo() -> Path:
    """The folder of the demo edition."""
    return ROOT / "editions" / "demo"
