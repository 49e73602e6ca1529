"""`python -m surgeon_directory` is the same as `surgeons`."""

import sys

from .cli import main

sys.exit(main())
