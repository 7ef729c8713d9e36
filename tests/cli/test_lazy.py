"""Groups of commands that are imported when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from helpgen.cli import app


@pytest.mark.parametrize("group", ["search", "report", "theme"])
def test_a_group_has_its_commands(group):
    found = typer.main.get_command(app).commands[group].commands
    assert found
    assert all(command.help for command in found.values())


@pytest.mark.slow
def test_a_run_that_asks_for_none_imports_none():
    """A build would pay for the commands of others else."""
    code = (
        "import sys\nfrom helpgen.cli import app\ntry: app(['version'])\nexcept SystemExit: pass\n"
    )
    code += "print(sorted(name for name in sys.modules if name.startswith('helpgen.cli.theme')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
