"""Fail if a file has more than 300 lines or a function more than 40: that is more than one idea."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FILE_LINES, FUNCTION_LINES = 300, 40


def too_long(path: Path) -> Iterator[str]:
    """Yield a complaint for the file, and for each function in it, that is too long."""
    text = path.read_text()
    if (lines := len(text.splitlines())) > FILE_LINES:
        yield f"{path}: {lines} lines; {FILE_LINES} at most"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines; {FUNCTION_LINES} at most"


def main() -> int:
    """Check every Python file outside tests, and return the exit code."""
    listed = subprocess.run(["git", "ls-files", "*.py"], capture_output=True, text=True, check=True)  # noqa: S607
    paths = [Path(name) for name in listed.stdout.split() if not name.startswith("tests/")]
    complaints = [complaint for path in paths if path.exists() for complaint in too_long(path)]
    print("\n".join(complaints) or f"{len(paths)} files, none too long")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
