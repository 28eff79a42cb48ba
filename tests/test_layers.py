"""The rules of the design that code can break unnoticed: who imports whom, and what loads when."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "rag", "eval", "page")
ALLOWED = {
    "corpus": set(),
    "rag": {"corpus"},
    "eval": {"rag", "corpus"},
    "page": {"rag", "corpus"},
    "app": {"page", "rag", "corpus"},
}
EXCEPTION = ("corpus/indexing.py", {"rag"})
"""Adding news also indexes it; imported late."""
HOMES = {
    "torch": {
        "rag/index/embedder.py",
        "rag/index/model_files.py",
        "rag/index/packed.py",
        "rag/index/packed_linear.py",
        "rag/index/streams.py",
        "rag/index/traced.py",
        "eval/pipelines.py",
    },
    "sentence_transformers": {
        "eval/late_interaction.py",
        "rag/index/embedder.py",
        "rag/index/model_files.py",
        "rag/index/packed.py",
        "rag/index/traced.py",
        "rag/retrieval/reranker.py",
        "rag/writing/second_look.py",
        "eval/pipelines.py",
    },
    "transformers": {"rag/index/model_files.py", "rag/index/packed.py"},
    "chromadb": {"rag/index/vectors.py"},
    "langchain_chroma": {"rag/index/vectors.py", "eval/pipelines.py"},
    "langchain_huggingface": {"eval/pipelines.py"},
    "langchain_text_splitters": {"eval/pipelines.py"},
    "tantivy": {"rag/index/words.py"},
    "trafilatura": {"corpus/pages/page.py"},
    "htmldate": {"corpus/pages/page_metadata.py"},
    "feedparser": {"corpus/feeds/feed_parser.py"},
    "watchfiles": {"corpus/watch.py"},
    "pypdfium2": {
        "corpus/formats/pdf.py",
        "corpus/formats/pdf_page.py",
        "corpus/formats/pdf_ink.py",
    },
    "docx": {"corpus/formats/docx.py"},
    "gradio": {"page/desk.py", "page/layout.py", "page/server.py"},
    "httpcore": {"corpus/fetching/connection.py", "corpus/fetching/exchange.py"},
    "protego": {"corpus/fetching/robots.py"},
    "mcp": {"page/tools.py"},
    "sklearn": {"eval/stance_training.py", "eval/detection.py", "eval/sweep.py"},
    "ir_measures": {"eval/rankings.py"},
    "scipy": {"eval/stance_training.py", "eval/intervals.py"},
    "langchain_openai": {"rag/writing/chat_models.py"},
    "langchain_anthropic": {"rag/writing/chat_models.py"},
    "langchain_ollama": {"rag/writing/chat_models.py"},
    "langsmith": {"rag/tracing.py"},
    "opentelemetry": {"rag/tracing.py"},
}
HEAVY = (
    "torch",
    "sentence_transformers",
    "transformers",
    "chromadb",
    "gradio",
    "trafilatura",
    "htmldate",
    "feedparser",
    "watchfiles",
    "pypdfium2",
    "docx",
)


def modules() -> list[Path]:
    files = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [ROOT / "app.py", *files]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path, *, at_import: bool = False) -> Iterator[str]:
    """Full names that a file imports; with `at_import` only what runs when it is imported."""
    pending: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: write imports out in full"
            yield node.module or ""
        late = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if at_import and (late or _is_type_checking(node)):
            continue
        pending.extend(ast.iter_child_nodes(node))


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def roots(names: Iterator[str]) -> set[str]:
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_package_imports_only_those_below_it(path: Path) -> None:
    package = name_of(path).removesuffix(".py").split("/")[0]
    ours = roots(imports(path)) & {*PACKAGES, "app", "tests"}
    allowed = ALLOWED[package] | {package}
    if name_of(path) == EXCEPTION[0]:
        allowed |= EXCEPTION[1]
        assert not roots(imports(path, at_import=True)) & EXCEPTION[1]
    assert ours <= allowed


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_heavy_library_stays_at_home(path: Path) -> None:
    for library in roots(imports(path)) & set(HOMES):
        assert name_of(path) in HOMES[library], f"{library} is imported in {name_of(path)}"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_heavy_library_is_imported_before_it_is_needed(path: Path) -> None:
    early = roots(imports(path, at_import=True)) & set(HEAVY)
    assert not early


@pytest.mark.parametrize(
    "module", ["corpus", "rag", "rag.__main__", "corpus.__main__", "eval.run", "page", "app"]
)
def test_importing_loads_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("module", ["corpus", "rag", "eval.run", "app"])
def test_importing_prints_nothing_and_writes_nothing(module: str, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {module}"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_tests_are_flat_and_named_after_what_they_test() -> None:
    tests = ROOT / "tests"
    assert not [path for path in tests.rglob("*.py") if path.parent != tests]
    assert not (tests / "__init__.py").exists()
    for path in tests.glob("test_*.py"):
        package = path.stem.split("_")[1]
        assert package in (*PACKAGES, "app", "layers", "readme"), path.name


def test_no_module_shadows_a_module_of_python() -> None:
    standard = set(sys.stdlib_module_names)
    top = {path.stem for path in ROOT.glob("*.py")} | set(PACKAGES)
    assert not top & standard
    assert not {path.stem for path in modules()} & {"types", "typing", "utils", "helpers"}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_is_caught_that_is_not_named(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert "Exception" not in [getattr(n, "id", None) for n in ast.walk(node.type)]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()
