"""The layers: who may import whom, read from the code's own imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("app", "pages", "dashboard", "etl", "benchmarks", "tests")


def modules(folder: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob("*.py"))
    assert found, f"{folder} holds no module"
    return found


def imports(path: Path) -> set[str]:
    """Dotted names a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: import by the full name"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def tops(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", modules("etl"), ids=str)
def test_etl_knows_no_dashboard(path: Path) -> None:
    assert not tops(path) & {"streamlit", "plotly", "dashboard", "pages", "app", "benchmarks", "tests"}


@pytest.mark.parametrize("path", modules("pages"), ids=str)
def test_pages_know_the_dashboard_only(path: Path) -> None:
    assert not tops(path) & {"etl", "pages", "app", "pandas", "pyarrow", "plotly", "tests", "benchmarks"}


@pytest.mark.parametrize("path", modules("dashboard"), ids=str)
def test_the_dashboard_knows_no_pages_and_no_writing_side(path: Path) -> None:
    assert not tops(path) & {"pages", "app", "tests", "benchmarks"}
    assert not imports(path) & {"etl.publish", "etl.pipeline", "etl.cli", "etl.commands"}


def test_only_one_module_of_the_dashboard_reads_the_published_files() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in modules("dashboard")
        if {"pyarrow.parquet", "etl.releases"} & imports(path)
    }
    assert readers == {"dashboard/data.py"}


@pytest.mark.parametrize("path", modules("dashboard/charts"), ids=str)
def test_charts_know_neither_streamlit_nor_the_reader(path: Path) -> None:
    assert "streamlit" not in tops(path)
    assert "dashboard.data" not in imports(path)


def test_only_one_package_of_etl_writes_files() -> None:
    writing = {
        "write_text",
        "write_bytes",
        "mkdir",
        "replace",
        "rename",
        "unlink",
        "mkdtemp",
        "mkstemp",
        "write_table",
        "rmtree",
        "pwrite",
        "ftruncate",
        "rmdir",
        "symlink_to",
        "copy",
        "copytree",
        "copyfile",
    }
    writers = set()
    for path in modules("etl"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in writing
            ):
                owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
                # str.replace has the name of a way to write; os.replace is one.
                if node.func.attr != "replace" or owner == "os":
                    writers.add(path.relative_to(ROOT / "etl").parts[0])
    assert writers == {"publish"}


def _edges() -> Iterator[tuple[str, str]]:
    """(module, module it needs); of ``from package import module`` the module is needed, not the package's names."""
    names = {_dotted(path): path for folder in ("etl", "dashboard") for path in modules(folder)}
    for name, path in names.items():
        needed = {target for target in imports(path) if target in names}
        for target in needed:
            if target != name and not any(other.startswith(f"{target}.") for other in needed):
                yield name, target


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_imports_go_in_circles() -> None:
    edges: dict[str, set[str]] = {}
    for start, end in _edges():
        edges.setdefault(start, set()).add(end)
    assert edges
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"circle: {' → '.join((*path, name))}"
        if name in done:
            return
        for target in edges.get(name, ()):
            visit(target, (*path, name))
        done.add(name)

    for name in list(edges):
        visit(name, ())


@pytest.mark.parametrize(
    "path", [p for folder in OURS[1:] if (ROOT / folder).is_dir() for p in modules(folder)], ids=str
)
def test_every_module_says_in_its_first_line_what_it_is(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert said, f"{path} has no docstring"
    first = said.split("\n\n")[0].replace("\n", " ")
    assert first.endswith((".", "?")), f"{path}: {first}"


@pytest.mark.parametrize(
    "path", [p for folder in ("etl", "dashboard", "pages") for p in modules(folder)], ids=str
)
def test_no_module_is_longer_than_500_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500
