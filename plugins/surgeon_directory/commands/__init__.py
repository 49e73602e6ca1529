"""The commands of `surgeons`, one module each: `add_arguments(parser)` and `run(arguments) -> exit code`."""
