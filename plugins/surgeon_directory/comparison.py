"""One surgeon in the words of the comparison table: a row for each question, "Not stated" where nothing is known."""

from __future__ import annotations

from . import cards
from .catalog import Catalog
from .fit import long_day
from .models import Surgeon

NOT_STATED = "Not stated"


def comparison(catalog: Catalog, surgeon: Surgeon) -> tuple[tuple[str, str], ...]:
    """The questions a patient compares by, in a fixed order, each with its answer."""
    terms, care = surgeon.second_opinion, surgeon.conservative_care
    share = care.operated_share
    return (
        ("What kind of doctor", cards.person(catalog, surgeon)),
        ("Board certification", cards.board(surgeon)),
        ("Years in practice", cards.years(catalog, surgeon)),
        ("Operations and injections a year", _volumes(catalog, surgeon)),
        ("Tried before surgery", "; ".join(care.tried_first) or NOT_STATED),
        ("Of 100 new patients, operated on", f"{share.percent} ({share.period})" if share else NOT_STATED),
        ("Second opinion", _capital(cards.and_list(cards.WAYS[way] for way in terms.ways)) or ("Yes" if terms.offered else "Not offered")),
        ("Fee for a second opinion", _fee(surgeon)),
        ("Wait for a second opinion", f"About {cards.days(terms.wait_days)}" if terms.offered and terms.wait_days is not None else NOT_STATED),
        ("Supports a second opinion elsewhere", {True: "Yes", False: "No", None: NOT_STATED}[terms.supports_elsewhere]),
        ("New patients", cards.ACCEPTING[surgeon.accepting_patients]),
        ("Visits", _capital(cards.and_list(cards.WAYS[visit] for visit in surgeon.visits)) or NOT_STATED),
        ("Hospitals", ", ".join(surgeon.hospitals) or NOT_STATED),
        ("Languages", ", ".join(surgeon.languages) or NOT_STATED),
        ("Insurance", ", ".join(surgeon.insurance) or NOT_STATED),
        ("Offices", cards.place(surgeon)),
        ("Phone", "; ".join(f"{office.name}, {office.phone}" for office in surgeon.offices)),
        ("Facts checked", long_day(surgeon.verified.on) + ("; a new check is overdue" if cards.overdue(catalog, surgeon) else "")),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _volumes(catalog: Catalog, surgeon: Surgeon) -> str:
    return "; ".join(f"{catalog.procedures[one.procedure].title}: {one.cases_a_year} ({one.period}, {one.patients})" for one in surgeon.volumes) or NOT_STATED


def _fee(surgeon: Surgeon) -> str:
    fee = surgeon.second_opinion.fee_dollars
    if fee is None or not surgeon.second_opinion.offered:
        return NOT_STATED
    return f"${fee:,}" if fee else "No fee"
