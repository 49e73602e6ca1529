"""Settings of the site. `pelican -s pelicanconf.py` builds it into output/."""

from jinja2 import StrictUndefined

# The directory
SITENAME = "Second Opinion"  # the name of the site, in every title
SITESUBTITLE = "Hear a second opinion before you decide."  # one line under the name
SITEURL = ""  # where the site lives, for example https://example.org/spine; publishconf.py sets it
OFFICE_PHONE = "856-555-0142"  # whom patients may call; empty for none
OFFICE_EMAIL = "office@example.org"  # whom patients may write to; empty for none
REPORT_EMAIL = "corrections@example.org"  # where errors in a profile are reported; empty for none
SEARCH_EXAMPLES = [  # searches offered on the front page
    "my thigh goes dead when I stand",
    "doctor wants to operate on my neck",
    "scoliosis near 60614",
    "pain shooting down my leg",
]

# Matching. Most points of each part of the fit; each set adds up to 100 and is printed on /how-we-match/.
SURGEON_WEIGHTS = {  # for every list
    "focus": 30, "volume": 20, "certification": 15, "years": 10, "conservative": 15, "freshness": 10, "second-opinion": 0,
}  # fmt: skip
SURGEON_WEIGHTS_SECOND_OPINION = {  # when a second opinion is asked for
    "focus": 25, "volume": 15, "certification": 10, "years": 5, "conservative": 20, "freshness": 5, "second-opinion": 20,
}  # fmt: skip
FRESH_DAYS = 90  # days after which a profile is due for a new check
DROPPED_DAYS = 180  # days after which an unchecked profile is left out of matching
TODAY = "2026-11-22"  # the day on which facts are fresh or overdue; the sample stands still, a real directory leaves this empty
SEARCH_CARDS = 2  # surgeons in one file of cards that the browser fetches
SEARCH_ROWS = 150  # rows in one file of facts that the browser fetches

# How it is built
PATH = "content"  # stories, conditions, procedures, pages, pictures; surgeons/ stands beside it
OUTPUT_PATH = "output"  # the published folder
CACHE_PATH = ".cache"  # what the build remembers between two runs, for example which files it wrote
THEME = "theme"  # templates and their style
PRELOAD_FONT = "fonts/newsreader.woff2"  # the font that is fetched early, in theme/static
PRECOMPRESS = False  # whether packed copies (.br, .gz) are written beside each file
PLUGIN_PATHS = ["plugins"]  # where plugins are
PLUGINS = ["surgeon_directory"]  # named, so that no installed plugin loads itself
IGNORE_FILES = [".*", "**/.*"]  # hidden files are never published
RELATIVE_URLS = True  # every link works under any sub-path
TIMEZONE = "UTC"  # days are days, wherever the site is built
DEFAULT_LANG = "en"  # the language of the pages
JINJA_ENVIRONMENT = {  # everything is escaped unless it was sanitised; a name a template misspells is an error
    "autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined,
}  # fmt: skip

# Pelican's own blog is off: the plugin writes every file.
ARTICLE_PATHS = []  # stories are read by the plugin
PAGE_PATHS = []  # so are pages
STATIC_PATHS = []  # and pictures
THEME_STATIC_PATHS = []  # and the theme's files, which get names by their content
DIRECT_TEMPLATES = []  # no archives, no tags, no categories, no authors
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""  # none of their pages either
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None  # the plugin writes the feed of stories
