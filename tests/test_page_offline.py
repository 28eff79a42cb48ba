"""Without a network the page does all that needs none, and waits for nothing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

NAMESPACE = ("unshare", "--map-root-user", "--net")
LONGEST_S = 15.0
"""Of one step on a busy machine; what waits for a network waits for 20 s and more."""


@pytest.mark.slow
def test_with_no_route_but_loopback_everything_but_addresses_works_and_nothing_waits(
    tmp_path: Path,
) -> None:
    if (
        shutil.which("unshare") is None
        or subprocess.run([*NAMESPACE, "true"], check=False).returncode
    ):
        pytest.skip("this system makes no network namespaces for its users")
    done = subprocess.run(
        [*NAMESPACE, sys.executable, str(ROOT / "tests" / "offline_journey.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/sbin", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    took = json.loads(done.stdout.splitlines()[-1])
    assert len(took) == 13
    assert {step: s for step, s in took.items() if s > LONGEST_S} == {}
