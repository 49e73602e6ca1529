"""The command line: `surgeons check`, `new`, `build`, `serve`, `schema`.

A command is a row of `COMMANDS`: its module under `commands/` says which arguments it takes and runs. Whatever a
person did wrong ends in a sentence and exit code 1 or 2, never in a traceback.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .commands import build, check, evaluate, learn, match, new, schema, serve
from .commands.project import Unusable


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand: its line in the help, the arguments it takes, and what runs it and gives the exit code."""

    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS: Mapping[str, Command] = {
    "check": Command("Tell every problem of every file.", check.add_arguments, check.run),
    "match": Command("Answer a patient's words: conditions, surgeons, and why.", match.add_arguments, match.run),
    "evaluate": Command("Tell how well judged queries are answered.", evaluate.add_arguments, evaluate.run),
    "learn": Command("Learn from judged texts: danger, other doctors, conditions.", learn.add_arguments, learn.run),
    "new": Command("Begin a surgeon, article, condition or procedure.", new.add_arguments, new.run),
    "build": Command("Build the site, then put it in the place of the last one.", build.add_arguments, build.run),
    "serve": Command("Build, show the site on this machine, and rebuild what changes.", serve.add_arguments, serve.run),
    "schema": Command("Write the JSON Schemas for editors, and the field reference.", schema.add_arguments, schema.run),
}


def build_parser(commands: Mapping[str, Command] = COMMANDS) -> argparse.ArgumentParser:
    """The parser of the whole command line; each subcommand leaves its `run` on the namespace."""
    parser = argparse.ArgumentParser(prog="surgeons", description="A surgeon directory that is a static site.")
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in commands.items():
        subparser = subcommands.add_parser(name, help=command.summary, description=command.summary)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code: 0 well, 1 problems in the files, 2 used wrongly, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    arguments = build_parser().parse_args(words)
    try:
        code = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except Unusable as unusable:
        print(unusable, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader went away (`surgeons check | head`): nothing more to say, and nothing may be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
