"""`surgeons check`: every problem in every file, in one run."""

from __future__ import annotations

import argparse
import sys

from ..problems import as_github, as_json, as_text, errors, summary
from .project import check_project, here

FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons check`."""
    parser.add_argument("--strict", action="store_true", help="let warnings count as problems")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="text for people, json for programs, github for pull requests")


def run(arguments: argparse.Namespace) -> int:
    """Tells the problems on standard output; 0 when there are none, else 1. The summary of json and github goes to standard error."""
    checked = check_project(here())
    told = FORMATS[arguments.format](checked.problems)
    if told:
        print(told)
    print(summary(checked.problems, checked.files), file=sys.stdout if arguments.format == "text" else sys.stderr)
    counted = checked.problems if arguments.strict else errors(checked.problems)
    return 1 if counted else 0
