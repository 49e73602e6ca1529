"""What each template may see: one frozen, documented value per page.

A template receives `site` (SiteView) and `page` (one of the *Page values below), nothing else.
Addresses are root-relative without a leading slash ("surgeons/ada-obi/"); templates write `{{ site.root }}{{ url }}`,
where `site.root` is the relative way to the top of the site ("../../"), so that any sub-path works.
Values of type `Markup` are sanitised HTML; everything else is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    url: str
    title: str
    note: str = ""  # a short sentence, or a count in words ("12 surgeons")


@dataclass(frozen=True, slots=True)
class RegionView:
    """One region of the body with its conditions; `slug` is one of head, neck, shoulder-arm, mid-back, low-back, pelvis-tailbone, leg, whole-spine."""

    slug: str
    title: str
    url: str  # conditions/#<slug>
    conditions: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class SignView:
    level: str  # emergency | soon
    sign: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One part of the fit: `points` of `most` points, and its sentence."""

    part: str  # focus | volume | certification | years | conservative | freshness | second-opinion
    title: str  # "Focus"
    points: int
    most: int
    text: str


@dataclass(frozen=True, slots=True)
class MonogramView:
    """Stands in for a photo: initials on one of six quiet tints (css class tint-1 ... tint-6)."""

    initials: str
    tint: int


@dataclass(frozen=True, slots=True)
class PictureView:
    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PhoneView:
    number: str  # 856-555-0123
    href: str  # tel:+18565550123
    label: str  # "Call Cooperage Hill Spine Clinic, 856-555-0123"


@dataclass(frozen=True, slots=True)
class SurgeonCard:
    """A surgeon in a list: what answers without a click."""

    slug: str
    url: str
    name: str
    credentials: str  # "MD, FAANS"
    person: str  # "Neurosurgeon", "Orthopaedic spine surgeon", "Spine physician (does not operate)"
    photo: PictureView | None
    monogram: MonogramView
    board: str  # "Board certified in Neurological Surgery since 2007"
    years: str  # "22 years in practice"
    place: str  # "Voorhees, NJ"
    accepting: str  # "Accepting new patients"
    accepting_code: str  # newpt | nopt | existptonly | existptfam
    second_opinion: str  # "Second opinions in person, by video; usual wait 9 days" or "No second opinions"
    languages: str  # "English, Spanish"
    phone: PhoneView
    overdue: str  # "" or "Facts last checked 25 July 2026; a new check is overdue"
    score: int | None = None  # fit out of 100, where the list is for a condition or procedure
    reasons: tuple[ReasonView, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    title: str
    publisher: str
    year: str
    url: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The line under a text: `reviewed` is "" while it is awaiting medical review."""

    updated: str  # "20 November 2026"
    updated_iso: str
    reviewed: str  # "Reviewed by ..., 3 March 2027" or ""


@dataclass(frozen=True, slots=True)
class PathStep:
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class SiteView:
    name: str  # Second Opinion
    field: str  # spine
    practitioner: str  # surgeon
    tagline: str
    root: str  # "./", "../", "../../": the way to the top of the site
    origin: str  # "https://example.org/spine" when published, else ""
    sample: bool  # surgeons are invented: say so on every page, and noindex
    office_phone: str  # "" when the site has none
    office_email: str
    styles: tuple[str, ...]  # addresses of the style sheets
    script: str  # address of the small script of every page
    search_script: str  # address of the search bundle (find page only)
    alarm_script: str  # address of the script of danger, which the search bundle fetches when it must
    preload_font: str
    search_files: tuple[str, ...]  # addresses of what every question needs (find page only)


@dataclass(frozen=True, slots=True)
class Head:
    """Everything of <head> that differs from page to page. `json_ld` values are written by |tojson."""

    title: str  # "Sciatica: what it is and who looks after it"
    description: str
    url: str  # this page, root-relative without leading slash; "" for home
    json_ld: tuple[dict, ...] = ()
    image: str = ""  # for social cards
    kind: str = "website"  # og:type
    index: bool = True
    trail: tuple[LinkView, ...] = ()  # breadcrumbs above this page, without itself


@dataclass(frozen=True, slots=True)
class HomePage:
    head: Head
    surgeon_count: int
    condition_count: int
    state_count: int
    examples: tuple[LinkView, ...]  # example searches: url is find/#q=..., title the words
    regions: tuple[RegionView, ...]
    common: tuple[LinkView, ...]  # very common conditions
    articles: tuple[ArticleCard, ...]  # three


@dataclass(frozen=True, slots=True)
class FindPage:
    """The search page. The form is in the markup with `hidden`; its script shows it. Without script: links to the lists."""

    head: Head
    examples: tuple[LinkView, ...]
    manifest: str  # address of the manifest
    states: tuple[StateTile, ...]
    common: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class StateTile:
    """A state on the tile map (grid position) and in the list."""

    code: str
    title: str
    url: str
    count: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class SurgeonsPage:
    """All surgeons A to Z."""

    head: Head
    letters: tuple[tuple[str, tuple[SurgeonCard, ...]], ...]
    total: int


@dataclass(frozen=True, slots=True)
class CertificationView:
    board: str
    certificate: str
    status: str  # certified | eligible | lapsed | listed
    sentence: str  # "Board certified since 2007" / "Listed by a board outside ABMS and AOA"
    meaning: str  # what this status means, one sentence
    verified: str  # "Checked 2 October 2026 in the board directory"


@dataclass(frozen=True, slots=True)
class VolumeView:
    """Cases a year beside the range of this directory; positions are whole per cent of the drawn bar (0-100)."""

    procedure: LinkView
    cases: int
    position: int
    low: int  # least cases a year in this directory
    middle: int  # median
    middle_position: int
    high: int
    period: str
    patients: str
    source: str


@dataclass(frozen=True, slots=True)
class FocusView:
    condition: LinkView
    focus: str  # main | regular | occasional
    score: int
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class OfficeView:
    name: str
    lines: tuple[str, ...]  # street; city, state ZIP
    phone: PhoneView
    hours: str
    access: tuple[str, ...]
    directions: str  # address of an outside map ("leaves this site"), https
    place_url: str


@dataclass(frozen=True, slots=True)
class SecondOpinionView:
    offered: bool
    sentence: str
    ways: tuple[str, ...]
    fee: str  # "$350" or "Not stated"
    wait: str  # "About 9 days" or "Not stated"
    bring: tuple[str, ...]
    supports_elsewhere: str  # sentence or "Not stated"


@dataclass(frozen=True, slots=True)
class SurgeonPage:
    head: Head
    card: SurgeonCard
    summary: str
    pronouns: str
    certifications: tuple[CertificationView, ...]
    training: tuple[PathStep, ...]  # title "Fellowship, 2004", detail "Spine surgery, Invented Institute"
    volumes: tuple[VolumeView, ...]
    philosophy: tuple[str, ...]  # paragraphs in the surgeon's words
    tried_first: tuple[str, ...]
    when_not_to_wait: str
    operated_share: int | None  # of 100 new patients
    operated_period: str
    conditions: tuple[FocusView, ...]  # "Good fit for"
    second_opinion: SecondOpinionView
    hospitals: tuple[str, ...]
    technology: tuple[str, ...]
    languages: tuple[str, ...]
    insurance: tuple[str, ...]
    visits: tuple[str, ...]
    offices: tuple[OfficeView, ...]
    npi: str
    verified: str  # "Facts checked 2 October 2026 by the profile office, by phone call with the practice"
    vcard: str  # address of the .vcf
    qr: Markup  # inline SVG of a QR code to this page, printed only; "" when the site has no origin
    report: str  # mailto: or address for reporting an error


@dataclass(frozen=True, slots=True)
class ConditionsPage:
    """All conditions by region of the body, and A to Z."""

    head: Head
    regions: tuple[RegionView, ...]
    all: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class StateLink:
    code: str
    title: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """A condition, or (with `state`) the same list for one state."""

    head: Head
    title: str
    summary: str
    also_called: tuple[str, ...]  # the first dozen
    signs: tuple[SignView, ...]  # emergency first
    body: Markup
    tried_first: tuple[PathStep, ...]
    procedures: tuple[LinkView, ...]
    related: tuple[LinkView, ...]
    articles: tuple[ArticleCard, ...]
    surgeons: tuple[SurgeonCard, ...]  # ranked, the first ten
    surgeon_total: int
    states: tuple[StateLink, ...]
    find_url: str  # the same in the search, "find/#q=sciatica"
    review: ReviewView
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ConditionStatePage:
    head: Head
    condition: LinkView
    state: LinkView
    signs: tuple[SignView, ...]
    surgeons: tuple[SurgeonCard, ...]  # ranked, all of them
    other_states: tuple[StateLink, ...]


@dataclass(frozen=True, slots=True)
class ProceduresPage:
    head: Head
    kinds: tuple[tuple[str, tuple[LinkView, ...]], ...]  # ("Surgery", ...), ("Injections and devices", ...)


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    head: Head
    title: str
    summary: str
    kind: str
    also_called: tuple[str, ...]
    signs: tuple[SignView, ...]  # warning signs afterwards
    body: Markup
    tried_first: tuple[PathStep, ...]
    recovery: tuple[PathStep, ...]
    conditions: tuple[LinkView, ...]
    related: tuple[LinkView, ...]
    articles: tuple[ArticleCard, ...]
    surgeons: tuple[SurgeonCard, ...]
    surgeon_total: int
    find_url: str
    review: ReviewView
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """/places/: every state with surgeons, list first, tile map beside it."""

    head: Head
    states: tuple[StateTile, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A state (with its cities) or a city."""

    head: Head
    title: str  # "New Jersey" / "Voorhees, New Jersey"
    state: LinkView
    cities: tuple[LinkView, ...]  # of a state
    conditions: tuple[LinkView, ...]  # condition-in-state pages
    surgeons: tuple[SurgeonCard, ...]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    url: str
    title: str
    deck: str
    picture: PictureView
    updated: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    head: Head
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    head: Head
    card: ArticleCard
    body: Markup
    conditions: tuple[LinkView, ...]
    procedures: tuple[LinkView, ...]
    call_text: str
    call: LinkView
    review: ReviewView
    sources: tuple[SourceView, ...]
    more: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class SecondOpinionPage:
    """The guide and the kit: checklist, questions, timeline; the script adds the shortlist and keeps what is typed on the device."""

    head: Head
    title: str
    deck: str
    body: Markup
    bring: tuple[PathStep, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...]  # (group, questions)
    review: ReviewView
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    head: Head
    manifest: str


@dataclass(frozen=True, slots=True)
class WeightView:
    part: str
    title: str
    most: int
    how: str


@dataclass(frozen=True, slots=True)
class HowWeMatchPage:
    head: Head
    weights: tuple[WeightView, ...]  # add up to 100
    fresh_days: int
    dropped_days: int


@dataclass(frozen=True, slots=True)
class TermView:
    term: str
    means: str
    also: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """about, privacy, accessibility, emergencies, glossary."""

    head: Head
    title: str
    deck: str
    body: Markup
    signs: tuple[SignView, ...]
    terms: tuple[TermView, ...]
    review: ReviewView
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class MissingPage:
    """404.html"""

    head: Head
