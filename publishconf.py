"""Settings for publishing: `SITEURL=https://example.org/spine pelican -s publishconf.py`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "").rstrip("/")  # where the site will live; without it there are no canonical links
PRECOMPRESS = True  # packed copies (.br, .gz) stand beside each file, scripts and styles are minified
