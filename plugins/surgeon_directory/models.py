"""What a surgeon, a condition, a procedure, an article and a page *are*: frozen values, checked field by field.

Each field carries its one-line description. The JSON Schemas for editors and the field reference in the
READMEs are written from these, so a field cannot exist without its explanation.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from .problems import printable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts",
    "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
    "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico",
    "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip


def npi_check_digit_is_right(npi: str) -> bool:
    """
    Whether the tenth digit of a National Provider Identifier is the Luhn check digit of the other nine.

    The number is prefixed with 80840 before the sum (CMS, "NPI Check Digit Calculation", 2008).
    """
    digits = [int(digit) for digit in "80840" + npi]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def _day(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value} is not a day of the calendar") from None
    if isinstance(value, dt.date):
        return value
    raise ValueError("this is not a day. Write it as YYYY-MM-DD, for example 2026-10-02")


def _npi(value: str) -> str:
    if not re.fullmatch(r"[12]\d{9}", value):
        raise ValueError(f"'{printable(value)}' is not an NPI. Write its ten digits, which begin with 1 or 2")
    if not npi_check_digit_is_right(value):
        raise ValueError(f"the check digit of {value} is wrong. Copy the number again from the NPI registry")
    return value


def _phone(value: str) -> str:
    if not re.fullmatch(r"[2-9]\d{2}-[2-9]\d{2}-\d{4}", value):
        raise ValueError(f"'{printable(value)}' is not a US phone number. Write it as 856-555-0123")
    return value


def _zip(value: str) -> str:
    if not re.fullmatch(r"\d{5}", value):
        raise ValueError(f"'{printable(value)}' is not a ZIP code. Write its five digits in quotes")
    return value


def _state(value: str) -> str:
    if value not in STATES:
        raise ValueError(f"'{printable(value)}' is not a US state. Write its two capital letters, for example NJ")
    return value


def _slug(value: str) -> str:
    if not SLUG.match(value) or len(value) > 80:
        raise ValueError(f"'{printable(value)}' is not a slug. Use small letters a-z, digits and single hyphens")
    return value


def _link(value: str) -> str:
    """An https address or a root-relative page of this site; nothing that could run or leave by surprise."""
    if re.fullmatch(r"https://[^\s<>\"'\\]+", value) or re.fullmatch(r"/(?!/)[^\s<>\"'\\]*", value):
        return value
    raise ValueError(f"'{printable(value)}' is not a link. Write https://... or a page of this site such as /second-opinion/")


def _file_name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(?:svg|png|jpe?g|webp)", value):
        raise ValueError(f"'{printable(value)}' is not a picture's file name. Use small letters, digits and hyphens, and svg, png, jpg or webp")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Slug = Annotated[str, AfterValidator(_slug)]
Link = Annotated[str, AfterValidator(_link)]
FileName = Annotated[str, AfterValidator(_file_name)]
Year = Annotated[int, Field(ge=1940, le=2100)]
Count = Annotated[int, Field(ge=0, le=5000)]


class Fact(BaseModel):
    """A frozen value which refuses unknown fields and silent changes of type."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)


class Source(Fact):
    title: Line = Field(description="Title of the page or paper.")
    publisher: Line = Field(description="Who published it.")
    year: Year | None = Field(None, description="Year of publication, when known.")
    url: Link = Field(description="Its https address.")


class Reviewed(Fact):
    by: Line | None = Field(None, description="Clinician who reviewed the text; empty means awaiting medical review.")
    on: Day | None = Field(None, description="Day of that review.")


class Picture(Fact):
    file: FileName = Field(description="File name in content/images/.")
    alt: Line = Field(description="What the picture shows, for those who do not see it.")


class Step(Fact):
    step: Line = Field(description="The step in two to five words.")
    detail: Sentence = Field(description="One plain sentence about it.")


class Stage(Fact):
    when: Line = Field(description="The time after the procedure, for example First 2 weeks.")
    detail: Sentence = Field(description="What to expect then, in one sentence.")


class UrgentSign(Fact):
    level: Literal["emergency", "soon"] = Field(description="emergency: go to an emergency department now. soon: call a doctor today.")
    sign: Sentence = Field(description="The sign in a sentence a patient reads.")
    words: tuple[Line, ...] = Field((), description="Ways of saying it that raise the alarm in search; see content/README.md for the notation.")
    heard_as: Slug | Literal[""] = Field("", description="Short name of the sign among the sayings that `surgeons learn` learns from.")


class Region(Fact):
    region: Slug = Field(description="Slug of a region of the body, as named by the fields below.")
    title: Line = Field(description="Name of the region as a patient says it.")
    words: tuple[Line, ...] = Field((), description="Words which place a complaint in this region.")
    everywhere: bool = Field(False, description="true for a region that takes in all others.")
    levels: Line | None = Field(None, description="Letter of the vertebrae of this region, for example c.")


class Condition(Fact):
    slug: Slug = Field(description="The file name without .md.")
    title: Line = Field(description="The name a patient would see.")
    summary: Line = Field(description="One plain sentence: what it is.")
    also_called: tuple[Line, ...] = Field(description="Every other name: lay, clinical, abbreviated, Spanish. Feeds the search.")
    symptoms: tuple[Line, ...] = Field(description="What patients say, in their words. Feeds the search.")
    not_this: tuple[Line, ...] = Field((), description="Phrases that look alike and must not lead here.")
    regions: tuple[Slug, ...] = Field(min_length=1, description="Regions of the body, the main one first.")
    how_common: Literal["very common", "common", "uncommon", "rare"] = Field(description="How often it is seen; breaks ties between equal matches.")
    icd10: tuple[Line, ...] = Field((), description="ICD-10-CM codes.")
    procedures: tuple[Slug, ...] = Field((), description="Procedures sometimes used for it, most usual first.")
    tried_first: tuple[Step, ...] = Field(description="Steps without surgery, in their usual order.")
    do_not_wait: tuple[UrgentSign, ...] = Field((), description="Signs that must not wait.")
    related: tuple[Slug, ...] = Field((), description="Neighbouring conditions.")
    updated: Day = Field(description="Day of the last change to the text.")
    reviewed: Reviewed = Field(Reviewed(), description="Medical review; empty means awaiting.")
    sources: tuple[Source, ...] = Field(min_length=1, description="Where the facts come from.")
    body: str = Field("", description="The page in Markdown, below the front matter.")


class Procedure(Fact):
    slug: Slug = Field(description="The file name without .md.")
    title: Line = Field(description="The name a patient would see.")
    summary: Line = Field(description="One plain sentence: what it is.")
    also_called: tuple[Line, ...] = Field(description="Every other name. Feeds the search.")
    symptoms: tuple[Line, ...] = Field((), description="How patients say that it was offered to them. Feeds the search.")
    not_this: tuple[Line, ...] = Field((), description="Phrases that look alike and must not lead here.")
    kind: Literal["surgery", "injection", "device"] = Field(description="What kind of procedure it is.")
    regions: tuple[Slug, ...] = Field(min_length=1, description="Regions of the body, the main one first.")
    tried_first: tuple[Step, ...] = Field(description="What is usually tried before it.")
    do_not_wait: tuple[UrgentSign, ...] = Field((), description="Warning signs afterwards.")
    recovery: tuple[Stage, ...] = Field(description="What to expect afterwards, in order of time.")
    related: tuple[Slug, ...] = Field((), description="Neighbouring procedures.")
    updated: Day = Field(description="Day of the last change to the text.")
    reviewed: Reviewed = Field(Reviewed(), description="Medical review; empty means awaiting.")
    sources: tuple[Source, ...] = Field(min_length=1, description="Where the facts come from.")
    body: str = Field("", description="The page in Markdown, below the front matter.")


class CallToAct(Fact):
    text: Sentence = Field(description="The closing sentence.")
    label: Line = Field(description="The words of the link: what happens on following it.")
    link: Link = Field(description="Where it leads.")


class Article(Fact):
    slug: Slug = Field(description="The file name without .md.")
    title: Line = Field(description="The headline.")
    deck: Sentence = Field(description="One or two sentences under the headline.")
    picture: Picture = Field(description="The picture at its head.")
    published: Day = Field(description="Day of first publication.")
    updated: Day = Field(description="Day of the last change.")
    conditions: tuple[Slug, ...] = Field((), description="Conditions it is about.")
    procedures: tuple[Slug, ...] = Field((), description="Procedures it is about.")
    call_to_act: CallToAct = Field(description="What the reader can do next.")
    sources: tuple[Source, ...] = Field(min_length=1, description="Where the facts come from.")
    reviewed: Reviewed = Field(Reviewed(), description="Medical review; empty means awaiting.")
    body: str = Field("", description="The article in Markdown, below the front matter.")


class Term(Fact):
    term: Line = Field(description="The word on the report.")
    means: Sentence = Field(description="What it means, plainly.")
    also: tuple[Line, ...] = Field((), description="Other forms of the word.")


class QuestionGroup(Fact):
    group: Line = Field(description="What the questions are about.")
    questions: tuple[Line, ...] = Field(min_length=1, description="The questions, as a patient asks them.")


class Page(Fact):
    slug: Slug = Field(description="The file name without .md.")
    title: Line = Field(description="The heading.")
    deck: Sentence | None = Field(None, description="A sentence under the heading.")
    updated: Day = Field(description="Day of the last change.")
    do_not_wait: tuple[UrgentSign, ...] = Field((), description="Signs that must not wait (the emergencies page).")
    terms: tuple[Term, ...] = Field((), description="Glossary entries (the glossary page).")
    bring: tuple[Step, ...] = Field((), description="What to bring to a visit (the second-opinion page).")
    questions: tuple[QuestionGroup, ...] = Field((), description="Questions to choose from (the second-opinion page).")
    sources: tuple[Source, ...] = Field((), description="Where the facts come from.")
    reviewed: Reviewed = Field(Reviewed(), description="Medical review; empty means awaiting.")
    body: str = Field("", description="The page in Markdown, below the front matter.")


class Name(Fact):
    given: Line = Field(description="Given name or names.")
    family: Line = Field(description="Family name.")
    credentials: tuple[Line, ...] = Field((), description="Letters after the name, for example MD.")

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


class Certification(Fact):
    board: Line = Field(description="The board, by its full name.")
    certificate: Line = Field(description="What it certifies.")
    since: Year | None = Field(None, description="Year of first certification; left out while eligible.")
    status: Literal["certified", "eligible", "lapsed", "listed"] = Field(
        description="certified, eligible or lapsed for ABMS and AOA boards; listed for every other board."
    )
    verified: Day = Field(description="Day on which the office checked it.")
    source: Line = Field(description="Where it was checked.")


class Training(Fact):
    kind: Literal["medical school", "residency", "fellowship"] = Field(description="Which part of the training.")
    place: Line = Field(description="The institution.")
    subject: Line | None = Field(None, description="The subject, for residency and fellowship.")
    completed: Year = Field(description="Year it was completed.")


class Volume(Fact):
    procedure: Slug = Field(description="Which procedure.")
    cases_a_year: Count = Field(description="Operations in one year.")
    period: Line = Field(description="The year or years counted.")
    patients: Literal["all payers", "Medicare only"] = Field(description="Whose operations are counted.")
    source: Line = Field(description="Where the number comes from.")


class OperatedShare(Fact):
    percent: Annotated[int, Field(ge=0, le=100)] = Field(description="Of 100 new patients, how many end up operated on.")
    period: Line = Field(description="The year or years counted.")


class ConservativeCare(Fact):
    philosophy: Prose = Field(description="How care without surgery is seen, in the surgeon's own words.")
    tried_first: tuple[Line, ...] = Field((), description="What is usually tried before surgery.")
    when_not_to_wait: Sentence | None = Field(None, description="When surgery should not wait, in the surgeon's own words.")
    operated_share: OperatedShare | None = Field(None, description="Share of new patients who end up operated on.")


class Focus(Fact):
    condition: Slug = Field(description="Which condition.")
    focus: Literal["main", "regular", "occasional"] = Field(description="How much of the practice it is.")


class SecondOpinion(Fact):
    offered: bool = Field(description="Whether second opinions are offered.")
    ways: tuple[Literal["in-person", "video", "records"], ...] = Field((), description="How they are given.")
    fee_dollars: Annotated[int, Field(ge=0, le=20000)] | None = Field(None, description="Usual fee in whole dollars; left out when not stated.")
    wait_days: Annotated[int, Field(ge=0, le=730)] | None = Field(None, description="Typical wait in days.")
    bring: tuple[Line, ...] = Field((), description="What to bring.")
    supports_elsewhere: bool | None = Field(None, description="Whether patients who seek one elsewhere are supported.")


class Office(Fact):
    name: Line = Field(description="Name of the office.")
    street: Line = Field(description="Street address.")
    city: Line = Field(description="City.")
    state: Annotated[str, AfterValidator(_state)] = Field(description="Two capital letters.")
    zip: Annotated[str, AfterValidator(_zip)] = Field(description="Five-digit ZIP code, in quotes.")
    phone: Annotated[str, AfterValidator(_phone)] = Field(description="Phone as 856-555-0123, in quotes.")
    hours: Line | None = Field(None, description="Opening hours.")
    access: tuple[Line, ...] = Field((), description="Access for people with disabilities.")


class Verified(Fact):
    on: Day = Field(description="Day on which the whole profile was last checked.")
    by: Line = Field(description="Who checked it.")
    how: Line = Field(description="How it was checked.")


class Surgeon(Fact):
    slug: Slug = Field(description="The file name without .yaml.")
    sample: bool = Field(False, description="true for an invented surgeon.")
    name: Name = Field(description="Name and credentials.")
    gender: Literal["woman", "man", "nonbinary"] | None = Field(None, description="Gender, if stated.")
    pronouns: Line | None = Field(None, description="Pronouns, if stated.")
    photo: Picture | None = Field(None, description="A portrait; a monogram is drawn without one.")
    specialty: Slug = Field(description="Slug of a specialty in content/field.yaml.")
    npi: Annotated[str, AfterValidator(_npi)] | None = Field(None, description="National Provider Identifier, ten digits in quotes.")
    summary: Line = Field(description="One sentence about the surgeon.")
    in_practice_since: Year = Field(description="Year in which practice started.")
    certifications: tuple[Certification, ...] = Field((), description="Board certifications.")
    training: tuple[Training, ...] = Field((), description="Medical school, residency, fellowship.")
    volumes: tuple[Volume, ...] = Field((), description="Published procedure volumes.")
    conservative_care: ConservativeCare = Field(description="Philosophy of care without surgery.")
    conditions: tuple[Focus, ...] = Field(min_length=1, description="Conditions looked after, with their weight in the practice.")
    second_opinion: SecondOpinion = Field(description="Terms of a second opinion.")
    hospitals: tuple[Line, ...] = Field((), description="Hospitals where the surgeon works.")
    technology: tuple[Slug, ...] = Field((), description="Technology at hand there, as slugs of content/field.yaml.")
    languages: tuple[Line, ...] = Field(("English",), description="Languages spoken with patients.")
    insurance: tuple[Line, ...] = Field((), description="Insurance accepted.")
    accepting_patients: Literal["newpt", "nopt", "existptonly", "existptfam"] = Field(description="FHIR's four states of accepting patients.")
    visits: tuple[Literal["in-person", "video"], ...] = Field(("in-person",), description="Kinds of visit.")
    offices: tuple[Office, ...] = Field(min_length=1, description="Offices, the main one first.")
    verified: Verified = Field(description="When, by whom and how the profile was last checked.")


class Board(Fact):
    board: Line = Field(description="Full name of the board.")
    member_of: Literal["ABMS", "AOA"] = Field(description="Which body the board belongs to.")


class Named(Fact):
    slug: Slug = Field(description="Slug.")
    title: Line = Field(description="Name as a patient reads it.")
    words: tuple[Line, ...] = Field((), description="Ways of saying it in a search.")


class Specialty(Named):
    person: Line = Field(description="The person, for example Neurosurgeon.")
    nucc: Line = Field(description="Code of the NUCC Health Care Provider Taxonomy.")
    operates: bool = Field(description="Whether this specialty operates.")


class Family(Fact):
    family: Slug = Field(description="Name of the word family.")
    words: tuple[Line, ...] = Field(description="Words and short phrases that mean the same in a search.")


class Medicine(Fact):
    """The field of medicine the site is about: what is neither a condition nor a procedure nor a person."""

    title: Line = Field(description="Name of the field, for example Spine.")
    practitioner: Line = Field(description="Word for the people listed, for example surgeon.")
    boards: tuple[Board, ...] = Field(description="Boards whose certificate may be called board certification.")
    specialties: tuple[Specialty, ...] = Field(description="Specialties.")
    technology: tuple[Named, ...] = Field((), description="Technology.")
    regions: tuple[Region, ...] = Field(description="Regions of the body, from top to bottom.")


class Words(Fact):
    """How people speak, beside the names and symptoms that the conditions carry themselves."""

    same: tuple[Family, ...] = Field(description="Spellings, inflections, abbreviations and translations of one word: worth as much as the word itself.")
    near: tuple[Family, ...] = Field((), description="Words of nearly the same meaning: worth less than the word itself.")
    filler: tuple[Line, ...] = Field((), description="Words that carry no meaning in a search.")
    general: tuple[Line, ...] = Field((), description="Words of medicine that fit every complaint, for example pain: they support a match but never make one.")
    negation: tuple[Line, ...] = Field((), description="Words that deny what follows them.")
    turning: tuple[Line, ...] = Field((), description="Words that end a denial, for example but.")
    classes: tuple[Family, ...] = Field((), description="Groups of words for the urgent notation: {name} stands for any of them.")
    calm: tuple[Line, ...] = Field((), description="Phrases, in the urgent notation, that sound like an alarm and are none.")
    undenied: tuple[Line, ...] = Field((), description="Phrases that hold a word of denial and deny nothing, for example no idea.")
    elsewhere: tuple[Line, ...] = Field((), description="Illnesses and parts of the body that belong to other doctors, and subjects that belong to none.")
    passing: tuple[Line, ...] = Field((), description="Those of them that people with a complaint of ours mention in passing: they count less.")
    second_opinion: tuple[Line, ...] = Field((), description="Ways of saying that a second opinion is wanted.")
    asks: tuple[Line, ...] = Field((), description="Words that name the person looked for, for example surgeon or doctor.")
